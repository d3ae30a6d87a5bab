package waybill.receiver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import waybill.destination.PracticeIdentity;

/** A client that trusts one certificate and nothing else. */
final class Caller implements AutoCloseable {
    private final PracticeIdentity receiver;
    private final SSLContext context;
    private final HttpClient client;

    Caller(PracticeIdentity receiver) {
        this.receiver = receiver;
        context = trusting(receiver.certificate());
        client = HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(10)).build();
    }

    static SSLContext trusting(X509Certificate certificate) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("only", certificate);
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext context() {
        return context;
    }

    HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + receiver.port() + pathAndQuery))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> post(String body) throws Exception {
        return send(request("/hooks").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(byte[] body) throws Exception {
        return send(request("/hooks").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Everything the receiver answers to exactly these characters. */
    String raw(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** After the handshake; reads give up after 20 s. */
    SSLSocket connect() throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", receiver.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
