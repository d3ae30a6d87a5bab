package waybill.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

import waybill.delivery.Answer;
import waybill.delivery.Fault;
import waybill.destination.EndpointUrl;
import waybill.destination.TrustedCertificates;

/**
 * HttpClient for one endpoint and one connection at a time, which is kept for the next request only where nothing else can
 * be taken for its answer: the last answer was framed (RFC 9112 §6), was read to its end, and nothing came after it.
 */
final class KeptClient implements AutoCloseable {
    /** Servers close what is idle, most after 5 s and more: a request that crosses the close would fail for nothing. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);

    private final HttpTransport transport;
    private final EndpointUrl url;
    private final TrustedCertificates trusted;
    private final AnswerHeads.Factory heads = new AnswerHeads.Factory();
    private final BasicHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private Optional<TappedSocket> socket = Optional.empty();
    private Optional<Turn> turn = Optional.empty();
    private long lastUsed;

    /** One request and its exchange. */
    private record Turn(WireRequest wire, Exchange exchange, SingleRequest sender) {}

    KeptClient(HttpTransport transport, EndpointUrl url, TrustedCertificates trusted) {
        this.transport = transport;
        this.url = url;
        this.trusted = trusted;
        connections = new BasicHttpClientConnectionManager(new Operator(), ManagedHttpClientConnectionFactory.builder()
                .http1Config(AnswerHeads.LIMITS).responseParserFactory(heads).build());
        client = OneShotClient.withNothingExtra(connections).setRequestExecutor(new Executor())
                .setConnectionReuseStrategy((_, _, _) -> current().sender().isKept())
                .addRequestInterceptorLast((request, entity, context) -> current().wire().process(request, entity, context))
                .build();
    }

    boolean isFor(EndpointUrl otherUrl, TrustedCertificates otherTrusted) {
        return url.equals(otherUrl) && trusted.equals(otherTrusted);
    }

    /** @throws IOException unless the header section of the answer was complete; a {@link NamedFault} among the causes says why */
    Answer send(WireRequest wire, Exchange exchange) throws IOException {
        var sender = new SingleRequest(exchange, this::mayBeKept);
        turn = Optional.of(new Turn(wire, exchange, sender));
        rest();
        socket.ifPresent(kept -> exchange.onEnd(kept::drop));
        heads.latest().startOver();
        try {
            client.executeOpen(wire.host(), wire.toSend(), null).close();
            return sender.answer().orElseThrow(() -> new IOException("HttpClient returned without an answer"));
        } finally {
            lastUsed = transport.nanoTime().getAsLong();
            // A body may have 20 MB, and the connection may lie idle.
            turn = Optional.empty();
            if (!sender.isKept()) {
                drop();
            }
        }
    }

    /** Closes a connection that the next request would not use. @return whether there is one that it would */
    boolean rest() {
        if (socket.isPresent() && !isFit(socket.get())) {
            drop();
        }
        return socket.isPresent();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private Turn current() {
        return turn.orElseThrow();
    }

    /** What came since would be read as the next answer. */
    private boolean isFit(TappedSocket kept) {
        boolean isFresh = transport.nanoTime().getAsLong() - lastUsed < LONGEST_IDLE.toNanos();
        return isFresh && !heads.latest().isMoreThere() && !kept.isMoreThere();
    }

    private void drop() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
        socket = Optional.empty();
    }

    /** RFC 9112 §9.3; and an answer without a length ends with the connection (§6.3). */
    private boolean mayBeKept(ClassicHttpResponse response) {
        boolean isFramed = response.getEntity() == null || response.getEntity().isChunked()
                || response.getEntity().getContentLength() >= 0;
        var options = new HashSet<String>();
        for (var header : response.getHeaders("Connection")) {
            MessageSupport.parseTokens(header, option -> options.add(option.toLowerCase(Locale.ROOT)));
        }
        boolean isPersistent = HttpVersion.HTTP_1_1.equals(response.getVersion()) && !options.contains(HeaderElements.CLOSE);
        return isFramed && isPersistent;
    }

    /** Sends what is current. */
    private final class Executor extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
                HttpResponseInformationCallback interim, HttpContext context) throws IOException {
            return current().sender().execute(request, connection, interim, context);
        }
    }

    /** Connects for what is current. */
    private final class Operator implements HttpClientConnectionOperator {
        @Override
        public void connect(ManagedHttpClientConnection connection, HttpHost host, InetSocketAddress local, TimeValue timeout,
                SocketConfig config, HttpContext context) throws IOException {
            try {
                var connector = transport.connector(url, trusted, current().exchange());
                connector.connect(connection, host, local, timeout, config, context);
                socket = connector.connected();
            } catch (GeneralSecurityException failed) {
                throw new NamedFault(Fault.TLS_HANDSHAKE_FAILED, "TLS cannot be set up: " + Faults.technical(failed), failed);
            }
        }

        @Override
        public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
            throw new UnsupportedOperationException("no connection is upgraded");
        }
    }
}
