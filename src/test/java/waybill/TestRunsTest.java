package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

import waybill.delivery.EndpointTest;
import waybill.delivery.RequestSigner;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Secret;
import waybill.ui.Background;
import waybill.ui.Context;
import waybill.ui.Messages;
import waybill.ui.Questions;
import waybill.ui.Views;
import waybill.ui.destination.TestRuns;

/** What is known of the tests that run, with an endpoint that answers when it is told to. */
class TestRunsTest {
    private static final Destination ONE = destination("one");
    private static final Destination OTHER = destination("other");

    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<Throwable> logged = new CopyOnWriteArrayList<>();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();
    private final AtomicInteger cut = new AtomicInteger();
    private Background background;
    private TestRuns tests;

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void begin() {
        var messages = new Messages(Locale.ENGLISH);
        background = new Background(logged::add, reported::add);
        var context = new Context(messages, new Views(messages), background, new Questions(messages));
        var endpointTest = new EndpointTest(new RequestSigner(Clock.systemUTC(), "1"), (_, terms) -> {
            terms.cancellation().onCancel(cut::incrementAndGet);
            await().until(() -> answer.getCount() == 0);
            throw new IllegalStateException("no outcome");
        }, Clock.systemUTC(), RandomGenerator.getDefault());
        tests = new TestRuns(context, endpointTest, () -> Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        answer.countDown();
        WindowThread.run(background::close);
    }

    @Test
    void knowsAllThatIsBeingTestedAndWhichBeganLast() {
        run(ONE);
        run(OTHER);

        assertThat(tests.all()).containsExactly(ONE, OTHER);
        assertThat(tests.newest()).hasValue(OTHER);
    }

    @Test
    void knowsWhatFailedWhileThatIsWrittenToTheLogAndReported() {
        run(ONE);

        answer.countDown();

        await().until(() -> tests.newest().isEmpty());
        assertThat(logged).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(reported).isEqualTo(logged);
        assertThat(tests.last()).hasValue(ONE);
    }

    @Test
    void endsAllThatRunsWhenItIsForgotten() {
        run(ONE);
        run(OTHER);
        await().untilAsserted(() -> {
            WindowThread.run(tests::forget);
            assertThat(cut).hasValue(2);
        });
        assertThat(tests.last()).isEmpty();
    }

    private void run(Destination destination) {
        WindowThread.run(() -> tests.run(destination, new TestRuns.Watcher(_ -> {}, _ -> {}, () -> {})));
    }

    private static Destination destination(String token) {
        return new Destination(EndpointUrl.of("https://api.example.com/"), new Auth.Bearer(Secret.of(token)));
    }
}
