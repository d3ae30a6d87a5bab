package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

import waybill.delivery.Answer;
import waybill.delivery.OutgoingRequest;

/** An answer that is there before it is asked for, read without a network. */
public final class HostileAnswer {
    /** An independent reading of RFC 9112 §2.1: interim answers, then one whose header section is complete. */
    private static final Pattern DELIVERED = Pattern
            .compile("(?s)(HTTP/1\\.\\d 1(?!01)\\d\\d( [^\n]*|\r)?\n((?!\r?\n)[^\n]+\n)*\r?\n)*"
                    + "HTTP/1\\.\\d 2\\d\\d( [^\n]*|\r)?\n((?!\r?\n)[^\n]+\n)*\r?\n.*");

    private HostileAnswer() {}

    /** Whether it counts as a delivery, as it then must by an independent reading. */
    public static boolean isNoFalseDelivery(byte[] bytes) throws IOException {
        Optional<Answer> read = read(bytes);
        boolean isDelivered = read.isPresent() && read.get().status() < 300;
        if (isDelivered) {
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).matches(DELIVERED);
        }
        return isDelivered;
    }

    private static Optional<Answer> read(byte[] bytes) throws IOException {
        var exchange = new Exchange(System::nanoTime, _ -> {}, Duration.ofSeconds(30));
        var sender = new SingleRequest(exchange);
        OutgoingRequest request = Exchanges.post("localhost", 443, "/");
        try (var connection = ManagedHttpClientConnectionFactory.builder().http1Config(AnswerHeads.LIMITS)
                .responseParserFactory(new AnswerHeads.Factory()).build().createConnection(new Canned(bytes))) {
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
