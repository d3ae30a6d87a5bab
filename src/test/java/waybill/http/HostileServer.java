package waybill.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that does to each connection what its script says, and keeps what it was sent. */
final class HostileServer implements AutoCloseable {
    private static final char[] NO_SECRET = "test".toCharArray();

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    /** What happens to one connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(HostileConnection connection) throws IOException;
    }

    private HostileServer(Optional<SSLContext> tls, Script script) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.script = script;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    static HostileServer tls(TestCertificates.Issued identity, Script script) {
        try {
            return new HostileServer(Optional.of(context(identity)), script);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static HostileServer plain(Script script) {
        try {
            return new HostileServer(Optional.empty(), script);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the request, then writes {@code answer}, each character one byte. */
    static Script answering(String answer) {
        return connection -> {
            connection.readRequest();
            connection.write(answer);
        };
    }

    static SSLContext context(TestCertificates.Issued identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), NO_SECRET, identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, NO_SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    /** Every request that was read to its end, byte for byte. */
    List<byte[]> requests() {
        return requests;
    }

    String onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests instead of one");
        }
        return new String(requests.getFirst(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofPlatform().daemon().start(() -> play(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void play(Socket tcp) {
        try (tcp; Socket socket = tls.isPresent() ? encrypted(tls.get(), tcp) : tcp) {
            script.play(new HostileConnection(tcp, socket, requests, closed));
        } catch (IOException _) {
            // The other side has gone, which is what many scripts wait for.
        }
    }

    private static Socket encrypted(SSLContext tls, Socket tcp) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, "client", tcp.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
