package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DeliverySettings;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.RequestSigner;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.delivery.Surroundings;
import waybill.delivery.Transport;
import waybill.vault.FakeKeychain;

/** What is cancelled while it is being sent, with a real database and the real worker. */
@Timeout(60)
class CancellingTest {
    private static final int MANY = 6_000;
    private static final int AT_ONCE = DeliverySettings.DEFAULT.atOnce();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final Endpoint endpoint = new Endpoint();
    private QueueHome home;
    private DeliveryWorker worker;
    private long batch;

    @BeforeEach
    void handMuchIn() {
        home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), clock);
        home.home.destinations().register(Destinations.bearer("first"), waybill.destination.Readiness.notTested());
        var maker = new AttemptMaker(new RequestSigner(clock, "test"), endpoint, clock, QueueHome.RANDOM,
                () -> Duration.ofSeconds(30));
        worker = new DeliveryWorker(home.queue, home.control, () -> Optional.of(Destinations.bearer("first")), maker,
                Surroundings.ofSystem());
        home.enqueueMany(MANY, 100);
        batch = home.log.page(MessageQuery.all(), 0L, 1).getFirst().batch();
    }

    @AfterEach
    void close() {
        endpoint.goesOn.countDown();
        worker.close();
        home.close();
    }

    @Test
    void noMoreIsSentOfABatchThanWasUnderWayWhenItWasCancelled() {
        worker.start();
        await().until(() -> endpoint.sent.get() > 500);

        var asked = new AtomicInteger();
        worker.whileStill(() -> {
            asked.set(endpoint.sent.get());
            cancel();
        }, PATIENCE);
        StateCounts counted = count();

        assertThat(counted.of(MessageState.DELIVERED)).isEqualTo(endpoint.sent.get());
        assertThat(counted.of(MessageState.CANCELLED)).isPositive().isEqualTo(MANY - endpoint.sent.get());
        assertThat(endpoint.sent.get() - asked.get()).isBetween(0, AT_ONCE);
        goesOnWithOthers();
        assertThat(count()).isEqualTo(counted);
    }

    @Test
    void nothingIsSentOfABatchThatWasPausedBefore() {
        worker.start();
        await().until(() -> endpoint.sent.get() > 500);
        worker.pause();
        await().until(() -> worker.status().inFlight() == 0);
        int before = endpoint.sent.get();

        worker.whileStill(this::cancel, PATIENCE);
        assertThat(count()).isEqualTo(new StateCounts(
                Map.of(MessageState.DELIVERED, (long) before, MessageState.CANCELLED, (long) MANY - before)));
        assertThat(worker.status().isPaused()).as("a person's pause").isTrue();
        worker.resume();

        goesOnWithOthers();
        assertThat(endpoint.sent.get()).isEqualTo(before + 1);
    }

    @Test
    void theCountWaitsForAnAnswerThatIsLate() throws InterruptedException {
        endpoint.isSlow = true;
        worker.start();
        await().until(() -> endpoint.sent.get() == AT_ONCE);
        var cancelled = new CountDownLatch(1);
        var counted = new AtomicReference<StateCounts>();
        var counting = Thread.ofPlatform().daemon().start(() -> {
            worker.whileStill(() -> {
                cancel();
                cancelled.countDown();
            }, PATIENCE);
            counted.set(count());
        });
        cancelled.await();

        endpoint.goesOn.countDown();

        counting.join();
        assertThat(counted.get().of(MessageState.DELIVERED)).isEqualTo(AT_ONCE);
    }

    @Test
    void itGoesOnWhereTheChangeFails() {
        worker.start();
        try {
            worker.whileStill(() -> {
                throw new IllegalStateException("as if the disk were full");
            }, PATIENCE);
        } catch (IllegalStateException _) {
            // As it should.
        }

        await().until(() -> count().of(MessageState.DELIVERED) == MANY);
    }

    private void cancel() {
        home.actions.cancel(new Selection.Matching(MessageQuery.all().withBatch(batch)), Progress.unseen());
    }

    private StateCounts count() {
        return home.log.count(MessageQuery.all().withBatch(batch));
    }

    private void goesOnWithOthers() {
        long number = home.enqueue("another").getFirst();
        worker.look();
        await().until(() -> home.log.find(number).orElseThrow().state() == MessageState.DELIVERED);
    }

    /** Counts, and answers at once or when it may. */
    private static final class Endpoint implements Transport {
        private final AtomicInteger sent = new AtomicInteger();
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private volatile boolean isSlow;

        @Override
        public Outcome send(OutgoingRequest request, Terms terms) {
            sent.incrementAndGet();
            try {
                if (isSlow) {
                    goesOn.await();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return QueueHome.delivered();
        }
    }
}
