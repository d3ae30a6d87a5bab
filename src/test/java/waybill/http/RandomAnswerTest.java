package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.Test;

import waybill.delivery.Answer;
import waybill.delivery.OutgoingRequest;

/** Answers put together at random, read without a network: none makes the reader fail otherwise than by a named fault. */
class RandomAnswerTest {
    private static final int COUNT = Integer.getInteger("waybill.random.answers", 10_000);
    private static final List<String> PARTS = List.of("HTTP/1.1 ", "HTTP/1.0 ", "HTTP/2 ", "200 OK", "204 ", "100 Continue",
            "103 x", "101 x", "301 M",
            "500", "999 ", "\r\n", "\r\n", "\r\n\r\n", "\n", "\r", " ", ":", "A: b", "Content-Length: 5", "Content-Length: -1",
            "Content-Length: 9999999999",
            "Transfer-Encoding: chunked", "Transfer-Encoding: x", "5\r\nhello\r\n", "0\r\n\r\n", "ffffffff\r\n", ";", "\0",
            "\u00ff\u00fe", "hello",
            "Location: //x", "Content-Encoding: gzip", "Connection: close", "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");

    /** An independent reading of RFC 9112 §2.1: interim answers, then one whose header section is complete. */
    private static final Pattern DELIVERED = Pattern
            .compile("(?s)(HTTP/1\\.\\d[ \t]+1(?!01)\\d\\d([ \t][^\n]*|\r)?\n([^\r\n][^\n]*\n)*\r?\n)*"
                    + "HTTP/1\\.\\d[ \t]+2\\d\\d([ \t][^\n]*|\r)?\n([^\r\n][^\n]*\n)*\r?\n.*");

    @Test
    void takesNoneForADeliveryThatIsNone() throws Exception {
        var random = new Random(7);
        int delivered = 0;
        for (int i = 0; i < COUNT; i++) {
            String answer = answer(random);
            Optional<Answer> read = read(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (read.isPresent() && read.get().status() < 300) {
                delivered++;
                assertThat(answer).matches(DELIVERED);
            }
        }
        assertThat(delivered).as("some must be deliveries, or nothing was tried").isGreaterThan(COUNT / 100);
    }

    private static String answer(Random random) {
        var answer = new StringBuilder(random.nextInt(4) == 0 ? "" : "HTTP/1.1 200 OK\r\n");
        for (int i = random.nextInt(12); i > 0; i--) {
            answer.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        if (!answer.isEmpty() && random.nextInt(3) == 0) {
            answer.setCharAt(random.nextInt(answer.length()), (char) random.nextInt(256));
        }
        return answer.toString();
    }

    private static Optional<Answer> read(byte[] bytes) throws IOException {
        var exchange = new Exchange(System::nanoTime, _ -> {}, Duration.ofSeconds(30));
        var sender = new SingleRequest(exchange);
        OutgoingRequest request = Exchanges.post("localhost", 443, "/");
        try (var connection = ManagedHttpClientConnectionFactory.builder().http1Config(AnswerHeads.LIMITS)
                .responseParserFactory(new AnswerHeads.Factory()).build().createConnection(new Socket())) {
            connection.bind(new Canned(bytes));
            var post = new WireRequest(request).toSend();
            new WireRequest(request).process(post, post.getEntity(), HttpCoreContext.create());
            sender.execute(post, connection, null, HttpCoreContext.create());
        } catch (NamedFault _) {
            return Optional.empty();
        }
        return sender.answer();
    }

    /** A connection on which the answer is there already. */
    private static final class Canned extends Socket {
        private final InputStream in;

        private Canned(byte[] answer) {
            in = new ByteArrayInputStream(answer);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }
    }
}
