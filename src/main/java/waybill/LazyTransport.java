package waybill;

import java.util.Optional;

import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.http.HttpTransport;
import waybill.http.TlsPolicy;

/** Makes the real transport at the first request, on that request's thread: its classes would slow down the start. */
final class LazyTransport implements Transport, AutoCloseable {
    private Optional<HttpTransport> made = Optional.empty();

    @Override
    public Outcome send(OutgoingRequest request, Terms terms) {
        return transport().send(request, terms);
    }

    @Override
    public Channel channel() {
        return transport().channel();
    }

    /** Makes it ahead of the first request, which then takes a tenth of the time. Blocks for a moment. */
    void prepare() {
        transport().prepare();
    }

    @Override
    public synchronized void close() {
        made.ifPresent(HttpTransport::close);
    }

    private synchronized HttpTransport transport() {
        if (made.isEmpty()) {
            TlsPolicy.apply();
            made = Optional.of(HttpTransport.ofSystem());
        }
        return made.get();
    }
}
