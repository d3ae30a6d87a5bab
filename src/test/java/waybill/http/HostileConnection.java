package waybill.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One connection, for the script. */
final class HostileConnection implements Closeable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final Socket tcp;
    private final Socket socket;
    private final List<byte[]> requests;
    private final CountDownLatch over;

    /** @param over opens when the test is over */
    HostileConnection(Socket tcp, Socket socket, List<byte[]> requests, CountDownLatch over) {
        this.tcp = tcp;
        this.socket = socket;
        this.requests = requests;
        this.over = over;
    }

    /** Header section and as much body as Content-Length says. */
    String readRequest() throws IOException {
        String request = readWholeRequest();
        return request.substring(0, request.indexOf("\r\n\r\n") + 4);
    }

    /** As {@link #readRequest}, the body included, each byte one character. */
    String readWholeRequest() throws IOException {
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
        return request.toString(StandardCharsets.ISO_8859_1);
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
        while (over.getCount() > 0) {
            write(bytes);
        }
    }

    /** Until the other side closes, or the test is over. */
    void drip(String text, Duration pause) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; over.getCount() > 0; i++) {
            write(new byte[]{bytes[i % bytes.length]});
            pause(pause);
        }
    }

    void pause(Duration length) throws IOException {
        try {
            if (over.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
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
        // A reset overtakes what was written just before it.
        pause(start.isEmpty() ? Duration.ZERO : Duration.ofMillis(300));
        reset();
    }

    void garbage(Random random, int length) throws IOException {
        byte[] garbage = new byte[length];
        random.nextBytes(garbage);
        readRequest();
        write(garbage);
    }

    /** Reads the client's first TLS record. */
    void readHello() throws IOException {
        byte[] header = socket.getInputStream().readNBytes(5);
        socket.getInputStream().readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
    }

    /** Reads the client's hello, answers with these bytes in hexadecimal digits, and waits for the client to close. */
    void afterHello(String digits) throws IOException {
        readHello();
        write(HexFormat.of().parseHex(digits));
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
