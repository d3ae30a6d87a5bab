package waybill.receiver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

import javax.net.ssl.SSLSocket;

/** What happens on one connection: handshake, one request, a wait, one answer. Used by many threads at a time. */
final class Visit {
    private static final Duration TO_TAKE_THE_ANSWER = Duration.ofSeconds(5);
    private static final int SMALL_BODY = 1024 * 1024;
    /** How many larger bodies are in memory at a time. */
    private static final int LARGE_BODIES = 3;

    private final ServerTls tls;
    private final Reception reception;
    private final Pause pause;
    private final Limits limits;
    private final Deadlines deadlines;
    private final Semaphore large = new Semaphore(LARGE_BODIES);

    Visit(ServerTls tls, Reception reception, Pause pause, Limits limits, Deadlines deadlines) {
        this.tls = tls;
        this.reception = reception;
        this.pause = pause;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /** Returns when the connection has served its purpose; the caller closes it. */
    void on(Socket connection) {
        try {
            SSLSocket secured;
            Reply reply;
            try (var _ = deadlines.cut(connection, limits.request())) {
                // Else the answer's last packet waits 40 ms for the client's delayed acknowledgement.
                connection.setTcpNoDelay(true);
                secured = tls.over(connection);
                reply = request(secured);
            }
            pause.await(reply.delay());
            if (reply.bytes().isPresent()) {
                answer(connection, secured, reply.bytes().get());
            }
        } catch (IOException _) {
            // The other side left, spoke something else than TLS, or was too slow: there is no one to answer.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply request(SSLSocket secured) throws IOException, InterruptedException {
        var in = new BufferedInputStream(secured.getInputStream());
        try {
            var head = RequestHead.read(in);
            var body = BodyStream.of(head, in);
            if (head.expectsContinue()) {
                secured.getOutputStream().write(AnswerText.CONTINUE);
            }
            return received(head, body);
        } catch (RefusedRequest refused) {
            return reception.refuse(refused.status());
        }
    }

    private Reply received(RequestHead head, InputStream body) throws IOException, InterruptedException {
        byte[] start = body.readNBytes(SMALL_BODY);
        if (start.length < SMALL_BODY) {
            return reception.receive(head, start, start.length);
        }
        large.acquire();
        try {
            byte[] more = body.readNBytes(limits.body() - SMALL_BODY);
            byte[] kept = Arrays.copyOf(start, start.length + more.length);
            System.arraycopy(more, 0, kept, start.length, more.length);
            return reception.receive(head, kept, kept.length + body.transferTo(OutputStream.nullOutputStream()));
        } finally {
            large.release();
        }
    }

    /** Reads what else comes after the answer: closing a socket with unread bytes would reset it and take the answer back. */
    private void answer(Socket connection, SSLSocket secured, byte[] bytes) throws IOException {
        try (var _ = deadlines.cut(connection, TO_TAKE_THE_ANSWER)) {
            secured.getOutputStream().write(bytes);
            secured.shutdownOutput();
            secured.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
