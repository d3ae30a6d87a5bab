package waybill.http;

import java.io.IOException;
import java.util.Optional;

import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport.Channel;
import waybill.delivery.Transport.Terms;

/** Sends one request after the other over one connection, for as long as that is sound. Used by one thread. */
final class HttpChannel implements Channel {
    private final HttpTransport transport;
    private Optional<KeptClient> client = Optional.empty();

    HttpChannel(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public Outcome send(OutgoingRequest request, Terms terms) {
        var wire = new WireRequest(request, WireRequest.Connection.KEEP);
        var exchange = transport.begin(terms);
        try {
            return Outcomes.answered(clientFor(request, terms).send(wire, exchange), exchange);
        } catch (IOException failed) {
            return Outcomes.failed(failed, exchange);
        } finally {
            exchange.over();
        }
    }

    @Override
    public boolean rest() {
        return client.filter(KeptClient::rest).isPresent();
    }

    @Override
    public void close() {
        client.ifPresent(KeptClient::close);
        client = Optional.empty();
    }

    /** No connection is used for another URL, or for another choice of whom to trust. */
    private KeptClient clientFor(OutgoingRequest request, Terms terms) {
        if (!client.filter(kept -> kept.isFor(request.url(), terms.trusted())).isPresent()) {
            close();
            client = Optional.of(new KeptClient(transport, request.url(), terms.trusted()));
        }
        return client.get();
    }
}
