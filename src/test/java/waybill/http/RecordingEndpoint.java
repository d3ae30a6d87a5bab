package waybill.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToIntFunction;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import waybill.destination.TrustedCertificates;

/** An endpoint on loopback that keeps connections open, answers as it is told, and remembers to whom it answered what. */
public final class RecordingEndpoint implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final TestCertificates.Issued identity = TestCertificates.selfSigned();
    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final ToIntFunction<Request> answers;
    private final ServerSocket listener;

    /** A request. */
    public record Request(String id, int attempt, String body) {}

    /** A request that was answered; noted before the answer is written. */
    public record Exchange(Request request, int status) {}

    /** @param answers the status for each request; called on many threads */
    public RecordingEndpoint(ToIntFunction<Request> answers) throws Exception {
        this.answers = answers;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        SSLContext tls = HostileServer.context(identity);
        Thread.ofPlatform().daemon().start(() -> accept(tls));
    }

    public String url() {
        return "https://127.0.0.1:" + listener.getLocalPort() + "/hooks";
    }

    /** The certificate. */
    public String pem() {
        return new TrustedCertificates(java.util.List.of(identity.certificate())).pem();
    }

    public Queue<Exchange> exchanges() {
        return exchanges;
    }

    public int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept(SSLContext tls) {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(tls, socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(SSLContext tls, Socket tcp) {
        try (tcp; SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, "client", tcp.getPort(), true)) {
            socket.setUseClientMode(false);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                goesOn = answer(in, socket);
            }
        } catch (IOException _) {
            // The other side has gone.
        }
    }

    private boolean answer(InputStream in, Socket socket) throws IOException {
        String id = "";
        int attempt = 0;
        int length = 0;
        boolean isLast = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] field = line.split(": ", 2);
            switch (field[0]) {
                case "webhook-id" -> id = field[1];
                case "Waybill-Attempt" -> attempt = Integer.parseInt(field[1]);
                case "Content-Length" -> length = Integer.parseInt(field[1]);
                case "Connection" -> isLast = field[1].equals("close");
                default -> {
                    // Of no interest here.
                }
            }
        }
        var request = new Request(id, attempt, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        int status = answers.applyAsInt(request);
        exchanges.add(new Exchange(request, status));
        socket.getOutputStream()
                .write(("HTTP/1.1 " + status + " Told So\r\nContent-Length: 2\r\n\r\nok").getBytes(StandardCharsets.US_ASCII));
        return !isLast;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("closed");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
