package waybill;

import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.http.HttpTransport;
import waybill.http.TlsPolicy;

/** Makes the real transport at the first request, on that request's thread: its classes would slow down the start. */
final class LazyTransport implements Transport {
    private HttpTransport transport;

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

    private synchronized HttpTransport transport() {
        if (transport == null) {
            TlsPolicy.apply();
            transport = HttpTransport.ofSystem();
        }
        return transport;
    }
}
