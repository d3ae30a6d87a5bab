package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;

/**
 * Answers put together at random, read without a network: none makes the reader fail otherwise than by a named fault.
 * {@code -Dwaybill.randomAnswers} sets how many.
 */
@Promised(Promise.BAD_SERVERS)
class RandomAnswerTest {
    private static final int COUNT = Promises.of("waybill.randomAnswers", 10_000, 10_000);
    private static final List<String> PARTS = List.of("HTTP/1.1 ", "HTTP/1.0 ", "HTTP/2 ", "200 OK", "204 ", "100 Continue",
            "103 x", "101 x", "301 M",
            "500", "999 ", "\r\n", "\r\n", "\r\n\r\n", "\n", "\r", " ", ":", "A: b", "Content-Length: 5", "Content-Length: -1",
            "Content-Length: 9999999999",
            "Transfer-Encoding: chunked", "Transfer-Encoding: x", "5\r\nhello\r\n", "0\r\n\r\n", "ffffffff\r\n", ";", "\0",
            "\u00ff\u00fe", "hello",
            "Location: //x", "Content-Encoding: gzip", "Connection: close", "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");

    @Test
    void takesNoneForADeliveryThatIsNone() throws Exception {
        var random = new Random(7);
        int delivered = 0;
        for (int i = 0; i < COUNT; i++) {
            String answer = answer(random);
            delivered += HostileAnswer.isNoFalseDelivery(answer.getBytes(StandardCharsets.ISO_8859_1)) ? 1 : 0;
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
}
