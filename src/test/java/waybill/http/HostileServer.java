package waybill.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that does to each connection what its script says, and keeps what it was sent. */
final class HostileServer implements AutoCloseable {
    private static final char[] NO_SECRET = "test".toCharArray();
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    /** What happens to one connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(Connection connection) throws IOException;
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
            script.play(new Connection(tcp, socket));
        } catch (IOException _) {
            // The other side has gone, which is what many scripts wait for.
        }
    }

    private static Socket encrypted(SSLContext tls, Socket tcp) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, "client", tcp.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    /** One connection, for the script. */
    final class Connection implements Closeable {
        private final Socket tcp;
        private final Socket socket;

        private Connection(Socket tcp, Socket socket) {
            this.tcp = tcp;
            this.socket = socket;
        }

        /** Header section and as much body as Content-Length says. */
        String readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            var request = new ByteArrayOutputStream();
            while (!request.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("closed before a request was complete");
                }
                request.write(b);
            }
            String head = request.toString(StandardCharsets.ISO_8859_1);
            var length = LENGTH.matcher(head);
            request.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
            requests.add(request.toByteArray());
            return head;
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Until the other side closes. */
        void writeForever(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            while (closed.getCount() > 0) {
                write(bytes);
            }
        }

        /** Until the other side closes, or the test is over. */
        void drip(String text, Duration pause) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; closed.getCount() > 0; i++) {
                write(new byte[]{bytes[i % bytes.length]});
                pause(pause);
            }
        }

        void pause(Duration length) throws IOException {
            try {
                if (closed.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("the test is over");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** Reads the request, then writes {@code start} and {@code more} until the other side closes. */
        void endless(String start, String more) throws IOException {
            readRequest();
            write(start);
            writeForever(more.repeat(Math.max(1, 1000 / more.length())));
        }

        /** Reads the request, writes {@code start}, then {@code more} byte by byte until the other side closes. */
        void dripping(String start, String more, Duration pause) throws IOException {
            readRequest();
            write(start);
            drip(more, pause);
        }

        void silentAfter(String start) throws IOException {
            readRequest();
            write(start);
            fallSilent();
        }

        void resetAfter(String start) throws IOException {
            readRequest();
            write(start);
            reset();
        }

        /** Reads the client's first TLS record. */
        void readHello() throws IOException {
            byte[] header = socket.getInputStream().readNBytes(5);
            socket.getInputStream().readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
        }

        /** Reads the client's hello, answers with these bytes in hexadecimal digits, and waits for the client to close. */
        void afterHello(String digits) throws IOException {
            readHello();
            write(HostileKinds.hex(digits));
            awaitClose();
        }

        /** Nothing more, but the connection stays open. */
        void fallSilent() throws IOException {
            pause(Duration.ofMinutes(10));
        }

        /** Closes with a TCP reset. */
        void reset() throws IOException {
            tcp.setSoLinger(true, 0);
            tcp.close();
        }

        /** Blocks until the client sent something. */
        int readByte() throws IOException {
            return socket.getInputStream().read();
        }

        /** Blocks until the other side has closed or reset. */
        void awaitClose() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
