package waybill.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

import waybill.delivery.Stage;
import waybill.destination.EndpointUrl;

/** Opens the connection of one exchange: name lookup, TCP, TLS. */
final class Connector implements HttpClientConnectionOperator {
    /** For all addresses of the host together. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final EndpointUrl url;
    private final TimedDns dns;
    private final TlsHandshake handshake;
    private final Exchange exchange;
    private Optional<TappedSocket> connected = Optional.empty();

    Connector(EndpointUrl url, TimedDns dns, TlsHandshake handshake, Exchange exchange) {
        this.url = url;
        this.dns = dns;
        this.handshake = handshake;
        this.exchange = exchange;
    }

    @Override
    public void connect(ManagedHttpClientConnection connection, HttpHost host, InetSocketAddress local, TimeValue timeout,
            SocketConfig config, HttpContext context) throws IOException {
        exchange.enter(Stage.DNS);
        List<InetAddress> addresses = dns.addresses(url.host(), exchange);
        exchange.enter(Stage.CONNECT);
        TappedSocket socket = firstThatAnswers(addresses);
        try {
            exchange.enter(Stage.TLS);
            connection.bind(handshake.over(socket), socket);
            connected = Optional.of(socket);
        } catch (IOException | RuntimeException failed) {
            socket.drop();
            throw failed;
        }
    }

    /** What was connected, if it came to that. */
    Optional<TappedSocket> connected() {
        return connected;
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("no connection is upgraded");
    }

    /** Tries the addresses in turn, giving each a fair share of the time, so that one that is silent leaves some for the next. */
    private TappedSocket firstThatAnswers(List<InetAddress> addresses) throws IOException {
        Duration limit = exchange.remaining().compareTo(CONNECT_LIMIT) < 0 ? exchange.remaining() : CONNECT_LIMIT;
        Duration afterwards = exchange.remaining().minus(limit);
        Optional<NamedFault> worst = Optional.empty();
        for (int i = 0; i < addresses.size() && exchange.ending().isEmpty(); i++) {
            Duration share = exchange.remaining().minus(afterwards).dividedBy(addresses.size() - i);
            var address = new InetSocketAddress(addresses.get(i), url.port());
            try {
                return dial(address, share);
            } catch (IOException failed) {
                NamedFault next = Faults.connecting(address, failed);
                worst = Optional.of(worst.map(known -> Faults.moreTelling(known, next)).orElse(next));
            }
        }
        throw worst.orElseThrow(() -> new IOException("ended before the first attempt to connect"));
    }

    private TappedSocket dial(InetSocketAddress address, Duration limit) throws IOException {
        TappedSocket socket = new TappedSocket();
        exchange.onEnd(socket::drop);
        try {
            socket.connect(address, (int) Math.max(1, limit.toMillis()));
            return socket;
        } catch (IOException failed) {
            socket.drop();
            throw failed;
        }
    }
}
