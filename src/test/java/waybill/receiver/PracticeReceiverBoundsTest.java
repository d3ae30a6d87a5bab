package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.destination.Auth;

/** Clients that mean no good, or cannot do better. */
class PracticeReceiverBoundsTest {
    private static final int BODY_LIMIT = 2 * 1024 * 1024;
    /** Long enough for an honest client on a busy machine. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private final PracticeReceiver receiver = new PracticeReceiver(InstantSource.system(), new SecureRandom(), Thread::sleep,
            new Limits(4, DEADLINE, BODY_LIMIT));
    private final Caller caller = new Caller(receiver.start());
    private final List<Socket> sockets = new ArrayList<>();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        receiver.onRequest(requests::add);
    }

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        caller.close();
        receiver.close();
    }

    @Test
    void takesABodyUpToTheLimit() throws Exception {
        assertThat(caller.post(new byte[BODY_LIMIT]).statusCode()).isEqualTo(200);
        assertThat(requests.getFirst().body().size()).isEqualTo(BODY_LIMIT);
    }

    @Test
    void answersALargerBodyWith413AndDoesNotJudgeIt() throws Exception {
        receiver.expect(() -> Optional.of(new Auth.None()));

        assertThat(caller.post(new byte[BODY_LIMIT + 1]).statusCode()).isEqualTo(413);
        assertThat(requests).singleElement().returns(OptionalInt.of(413), ReceivedRequest::status)
                .returns(new Verdict.NothingToCompare(), ReceivedRequest::verdict)
                .satisfies(request -> assertThat(request.body().size()).isEqualTo(BODY_LIMIT + 1));
    }

    @Test
    void keepsTheFirst64KiBOfABody() throws Exception {
        caller.post(new byte[64 * 1024 + 1]);

        assertThat(requests.getFirst().body()).returns(true, ReceivedRequest.Body::isCut)
                .satisfies(body -> assertThat(body.shown()).hasSize(64 * 1024));
        assertThat(requests.getFirst().body().size()).isEqualTo(64 * 1024 + 1);
    }

    @ParameterizedTest
    @CsvSource({"'nonsense', 400", "'POST / HTTP/1.1\r\nTransfer-Encoding: gzip', 501", "'GET / HTTP/3', 505"})
    void answersWhatIsNoRequestAndKeepsNothingOfIt(String lines, int status) throws Exception {
        assertThat(caller.raw(lines + "\r\n\r\nmore")).startsWith("HTTP/1.1 " + status + " ");
        assertThat(requests).isEmpty();
    }

    @Test
    void answersAnEndlessHeaderWith431() throws Exception {
        assertThat(caller.raw("POST / HTTP/1.1\r\nA: " + "b".repeat(600_000))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void servesOthersWhenClientsDoNotSpeak() throws Exception {
        int port = receiver.identity().orElseThrow().port();
        for (int i = 0; i < 6; i++) {
            sockets.add(new Socket("127.0.0.1", port));
        }

        assertThat(caller.post("{}").statusCode()).as("once the silent ones are cut").isEqualTo(200);
    }

    @Test
    void cutsAClientThatStopsWithinItsHandshake() throws Exception {
        var socket = new Socket("127.0.0.1", receiver.identity().orElseThrow().port());
        sockets.add(socket);
        socket.getOutputStream().write(new byte[]{22, 3, 1, 2, 0, 1});

        assertThat(endsWithinDeadline(socket)).isTrue();
    }

    @Test
    void cutsAClientThatDripsItsRequest() throws Exception {
        var socket = caller.connect();
        sockets.add(socket);
        socket.getOutputStream().write("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n".getBytes());

        await().pollInterval(Duration.ofMillis(100)).atMost(DEADLINE.plusSeconds(20)).until(() -> {
            try {
                socket.getOutputStream().write('x');
                return false;
            } catch (IOException _) {
                return true;
            }
        });
        await().until(() -> receiver.openConnections() == 0);
        assertThat(requests).isEmpty();
    }

    @Test
    void outlivesClientsThatLeaveOrSpeakNoTls() throws Exception {
        int port = receiver.identity().orElseThrow().port();
        for (int i = 0; i < 20; i++) {
            try (var plain = new Socket("127.0.0.1", port)) {
                plain.getOutputStream().write("POST / HTTP/1.1\r\n\r\n".getBytes());
            }
            try (var half = caller.connect()) {
                half.getOutputStream().write("POST / HT".getBytes());
            }
        }

        assertThat(caller.post("{}").statusCode()).isEqualTo(200);
        await().until(() -> receiver.openConnections() == 0);
    }

    private static boolean endsWithinDeadline(Socket socket) throws IOException {
        socket.setSoTimeout((int) DEADLINE.plusSeconds(20).toMillis());
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
