package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
import waybill.delivery.EndpointTest;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.RequestSigner;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.delivery.Surroundings;
import waybill.delivery.Transport;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Preview;
import waybill.intake.Source;
import waybill.ui.BackgroundRun;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.TestRuns;
import waybill.ui.destination.WaitingMessages;
import waybill.ui.vault.VaultModel;
import waybill.vault.Backup;
import waybill.vault.Backups;
import waybill.vault.FakeKeychain;
import waybill.vault.Redirection;

/** What is cancelled while it is being sent, with a real database and the real worker. */
@Timeout(60)
class CancellingTest {
    private static final int MANY = 6_000;
    private static final Destination SECOND = new Destination(EndpointUrl.of("https://second.example.com/in"), new Auth.None());
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
        home.home.destinations().register(Destinations.bearer("first"), Readiness.notTested());
        var maker = new AttemptMaker(new RequestSigner(clock, "test"), endpoint, clock, QueueHome.RANDOM,
                () -> Duration.ofSeconds(30));
        worker = new DeliveryWorker(home.queue, home.control, () -> home.home.destinations().find().map(Registered::destination),
                maker,
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
    void nothingIsSentOfWhatWaitsWhenTheDestinationIsDeleted() {
        try (var window = new BackgroundRun()) {
            var waiting = new WaitingMessages(window.context().background(), home.log, home.actions, worker, endpoint);
            var tests = new TestRuns(window.context(),
                    new EndpointTest(new RequestSigner(clock, "test"), endpoint, clock, QueueHome.RANDOM), () -> PATIENCE);
            var model = new DestinationModel(window.context(), home.home.destinations(), tests, waiting);
            worker.start();
            await().until(() -> endpoint.sent.get() > 500);
            var deleted = new CountDownLatch(1);

            window.run(() -> model.delete(deleted::countDown, _ -> {}));

            await().until(() -> deleted.getCount() == 0);
            assertThat(count().of(MessageState.WAITING)).isZero();
            assertThat(endpoint.sent.get() - endpoint.sentWhenStopped.get()).isBetween(0, AT_ONCE);
            assertThat(count().of(MessageState.DELIVERED)).isEqualTo(endpoint.sent.get());
        }
    }

    @Test
    void nothingMoreGoesToTheOldHostOnceAnotherWasImported() {
        var destinations = home.home.destinations();
        Path file = folder.resolve("second");
        destinations.replace(SECOND, Readiness.notTested());
        home.home.vault().backups().write(file, Backup.Kind.DESTINATION, "of the file".toCharArray());
        destinations.replace(Destinations.bearer("first"), Readiness.notTested());
        try (var window = new BackgroundRun(); var backup = inside(file)) {
            var model = window.call(
                    () -> new VaultModel(home.home.vault(), window.context().background(), window.context().messages()));
            model.backups().importWhile(change -> worker.whileStill(change, Duration.ZERO));
            worker.start();
            await().until(() -> endpoint.sent.get() > 500);
            var sentBefore = new AtomicInteger();

            window.run(() -> model.backups().importDestination(backup, Optional.of(Redirection.Choice.SEND),
                    _ -> sentBefore.set(endpoint.sent.get())));

            await().until(() -> count().of(MessageState.DELIVERED) == MANY);
            assertThat(endpoint.hosts.stream().skip(sentBefore.get() + AT_ONCE)).isNotEmpty()
                    .containsOnly(SECOND.url().host());
        }
    }

    private Backup inside(Path file) {
        return switch (home.home.vault().backups().look(file, "of the file".toCharArray())) {
            case Backups.Look.Inside(var backup) -> backup;
            case Backups.Look.Refused refused -> throw new AssertionError(refused);
        };
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

    /** Counts, and answers at once or when it may; hands nothing in. */
    private static final class Endpoint implements Transport, Intake {
        private final AtomicInteger sentWhenStopped = new AtomicInteger();
        private final AtomicInteger sent = new AtomicInteger();
        private final Queue<String> hosts = new ConcurrentLinkedQueue<>();
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private volatile boolean isSlow;

        @Override
        public Outcome send(OutgoingRequest request, Terms terms) {
            hosts.add(request.url().host());
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

        @Override
        public Preview preview(List<Source> sources, IntakeSwitch control, Consumer<IntakeProgress> progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result handIn(List<Source> sources, Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress) {
            throw new UnsupportedOperationException();
        }

        /** The first thing that happens when what waits is cancelled. */
        @Override
        public void stop() {
            sentWhenStopped.compareAndSet(0, sent.get());
        }

        @Override
        public void stop(IntakeSwitch control) {
            throw new UnsupportedOperationException();
        }
    }
}
