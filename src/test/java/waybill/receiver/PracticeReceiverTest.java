package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.destination.Auth;
import waybill.destination.Secret;
import waybill.receiver.PracticeAnswer.Kind;

class PracticeReceiverTest {
    private static final Instant NOW = Instant.now();

    private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
    private final PracticeReceiver receiver = new PracticeReceiver(InstantSource.fixed(NOW), new SecureRandom(), waits::add);
    private final Caller caller = new Caller(receiver.start());
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        receiver.onRequest(requests::add);
    }

    @AfterEach
    void close() {
        caller.close();
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"OK_200, 200", "NO_CONTENT_204, 204", "MOVED_301, 301", "BAD_REQUEST_400, 400", "UNAUTHORIZED_401, 401",
            "GONE_410, 410",
            "TOO_MANY_429, 429", "SERVER_ERROR_500, 500"})
    void answersWithTheChosenStatus(Kind kind, int status) throws Exception {
        receiver.answerWith(PracticeAnswer.of(kind));

        assertThat(caller.post("{}").statusCode()).isEqualTo(status);
        assertThat(requests).singleElement().returns(OptionalInt.of(status), ReceivedRequest::status)
                .returns(NOW, ReceivedRequest::at);
    }

    @Test
    void namesItselfInTheBodyOfAnAnswer() throws Exception {
        var answer = caller.post("{}");

        assertThat(answer.body()).isEqualTo("{\"status\":200,\"message\":\"OK\",\"from\":\"Waybill practice receiver\"}\n");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void sendsNoBodyWith204() throws Exception {
        receiver.answerWith(PracticeAnswer.of(Kind.NO_CONTENT_204));

        assertThat(caller.raw("POST / HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 204 No Content\r\n")
                .endsWith("\r\n\r\n")
                .doesNotContain("Content-Length");
    }

    @Test
    void datesItsAnswersAsHttpWantsIt() {
        var answer = AnswerText.of(200, List.of(), Instant.parse("2026-03-01T08:09:10Z"), true);

        assertThat(new String(answer, StandardCharsets.US_ASCII)).contains("\r\nDate: Sun, 01 Mar 2026 08:09:10 GMT\r\n");
    }

    @Test
    void redirectsToItself() throws Exception {
        receiver.answerWith(PracticeAnswer.of(Kind.MOVED_301));

        assertThat(caller.post("{}").headers().firstValue("Location")).hasValue(receiver.url().orElseThrow() + "moved");
    }

    @Test
    void asksForTheKindOfCredentialsThatIsExpected() throws Exception {
        receiver.answerWith(PracticeAnswer.of(Kind.UNAUTHORIZED_401));
        String unauthorized = caller.raw("POST / HTTP/1.1\r\n\r\n");
        receiver.expect(() -> Optional.of(new Auth.Basic("ann", Secret.of("pw"))));
        String basic = caller.raw("POST / HTTP/1.1\r\n\r\n");
        receiver.expect(() -> Optional.of(new Auth.ApiKey("Authorization", Secret.of("key"), Auth.Placement.HEADER)));
        String key = caller.raw("POST / HTTP/1.1\r\n\r\n");

        assertThat(unauthorized).contains("\r\nWWW-Authenticate: Bearer realm=\"practice\"\r\n");
        assertThat(basic).contains("\r\nWWW-Authenticate: Basic realm=\"practice\"\r\n");
        assertThat(key).contains("\r\nWWW-Authenticate: Bearer realm=\"practice\"\r\n");
    }

    @Test
    void saysWhenToTryAgain() throws Exception {
        receiver.answerWith(new PracticeAnswer(Kind.TOO_MANY_429, Duration.ZERO, Duration.ofSeconds(7)));

        assertThat(caller.post("{}").headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void waitsBeforeItAnswers() throws Exception {
        receiver.answerWith(PracticeAnswer.of(Kind.GONE_410).after(Duration.ofSeconds(120)));

        assertThat(caller.post("{}").statusCode()).isEqualTo(410);
        assertThat(waits).containsExactly(Duration.ofSeconds(120));
    }

    @Test
    void tellsOfARequestBeforeItWaitsAndAnswersOthersMeanwhile() throws Exception {
        var told = new LinkedBlockingQueue<ReceivedRequest>();
        var goOn = new CountDownLatch(1);
        try (var slow = new PracticeReceiver(InstantSource.system(), new SecureRandom(), length -> {
            if (!length.isZero()) {
                goOn.await();
            }
        }); var other = new Caller(slow.start())) {
            slow.onRequest(told::add);
            slow.answerWith(PracticeAnswer.of(Kind.OK_200).after(Duration.ofSeconds(60)));
            var waiting = IntStream.range(0, 30)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> status(other), Thread::startVirtualThread))
                    .toList();
            for (int i = 0; i < 30; i++) {
                assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
            }
            slow.answerWith(PracticeAnswer.of(Kind.NO_CONTENT_204));

            assertThat(other.post("{}").statusCode()).isEqualTo(204);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            goOn.countDown();
            assertThat(waiting).allSatisfy(answer -> assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200));
        }
    }

    @Test
    void dropsTheConnectionWithoutAByte() throws Exception {
        receiver.answerWith(PracticeAnswer.of(Kind.DROP));
        try (var socket = caller.connect()) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}".getBytes());

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(requests).singleElement().returns(OptionalInt.empty(), ReceivedRequest::status);
    }

    @Test
    void showsWhatArrivedAsItWasWritten() throws Exception {
        caller.raw(
                "POST /a|b?x={id}&y=%C3%A9 HTTP/1.1\r\nhost: x\r\nwebhook-id: \t m 1 \r\nX-B: 1\r\nx-b:2\r\nA:\r\nContent-Length: 3\r\n\r\n{ }");

        var request = requests.getFirst();
        assertThat(request.head().method()).isEqualTo("POST");
        assertThat(request.head().target()).isEqualTo("/a|b?x={id}&y=%C3%A9");
        assertThat(request.head().headers()).map(header -> header.name() + "=" + header.value()).containsExactly("host=x",
                "webhook-id=m 1", "X-B=1", "x-b=2", "A=", "Content-Length=3");
        assertThat(request.body().shown()).isEqualTo("{ }");
        assertThat(request.body().isCut()).isFalse();
        assertThat(request.body().size()).isEqualTo(3);
    }

    @Test
    void receivesChunkedBodiesAndThoseThatWaitForAContinue() throws Exception {
        var chunked = caller.send(caller.request("/").expectContinue(true)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream("{\"a\":1}".getBytes()))));

        assertThat(chunked.statusCode()).isEqualTo(200);
        assertThat(requests.getFirst().body().shown()).isEqualTo("{\"a\":1}");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        assertThat(caller.raw("HEAD / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
    }

    @Test
    void answersThoughTheListenerFailsAndReportsTheFault() throws Exception {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var reported = new LinkedBlockingQueue<Throwable>();
        var fault = new UnsupportedOperationException("a listener's fault");
        receiver.onRequest(_ -> {
            throw fault;
        });
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> reported.add(thrown));
        try {
            assertThat(caller.post("{}").statusCode()).isEqualTo(200);
            assertThat(reported).containsExactly(fault);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void answersManyAtTheSameTimeEachItsOwnBody() {
        var sizes = IntStream.rangeClosed(1, 100).boxed().toList();
        List<CompletableFuture<Integer>> answers = sizes.stream()
                .map(size -> CompletableFuture.supplyAsync(() -> status(caller, size), Thread::startVirtualThread)).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200));
        assertThat(requests).map(request -> (int) request.body().size()).containsExactlyInAnyOrderElementsOf(sizes);
    }

    private static int status(Caller caller) {
        return status(caller, 2);
    }

    private static int status(Caller caller, int size) {
        try {
            return caller.post(new byte[size]).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
