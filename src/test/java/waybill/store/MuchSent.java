package waybill.store;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import waybill.SettableClock;
import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliverySettings;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.FileMemory;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.RequestSigner;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.delivery.Surroundings;
import waybill.delivery.Transport;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Preview;
import waybill.intake.Source;
import waybill.vault.FakeKeychain;

/** Many messages that are handed in, and a worker that sends them to an endpoint that counts. */
final class MuchSent implements AutoCloseable {
    static final int MANY = 6_000;
    static final int AT_ONCE = DeliverySettings.DEFAULT.atOnce();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final SettableClock clock = new SettableClock();
    final Endpoint endpoint = new Endpoint();
    QueueHome home;
    DeliveryWorker worker;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final Path folder;
    private final long batch;

    MuchSent(Path folder) {
        this.folder = folder;
        open();
        home.home.destinations().register(Destinations.bearer("first"), Readiness.notTested());
        home.enqueueMany(MANY, 100);
        batch = home.log.page(MessageQuery.all(), 0L, 1).getFirst().batch();
    }

    private void open() {
        home = new QueueHome(folder, keychain, clock);
        var maker = new AttemptMaker(new RequestSigner(clock, "test"), endpoint, clock, QueueHome.RANDOM,
                () -> Duration.ofSeconds(30));
        worker = new DeliveryWorker(home.queue, home.control, () -> home.home.destinations().find().map(Registered::destination),
                maker, Surroundings.ofSystem());
    }

    /** As after a restart, with a worker that has not begun. */
    void reopen() {
        worker.close();
        home.close();
        open();
    }

    Cancelling cancelling() {
        return new Cancelling(new Deliveries(home.home.database()));
    }

    void cancel() {
        home.actions.cancel(new Selection.Matching(MessageQuery.all().withBatch(batch)));
    }

    /** Cancels all of the batch as the window does, but leaves it to the worker to mark it. */
    void begin() {
        worker.whileStill(() -> home.actions.beginCancelling(new Selection.Matching(MessageQuery.all().withBatch(batch))),
                PATIENCE);
    }

    StateCounts count() {
        return home.log.count(MessageQuery.all().withBatch(batch));
    }

    void goesOnWithOthers() {
        long number = home.enqueue("another").getFirst();
        worker.look();
        await().until(() -> home.log.find(number).orElseThrow().state() == MessageState.DELIVERED);
    }

    @Override
    public void close() {
        endpoint.goesOn.countDown();
        worker.close();
        home.close();
    }

    /** Counts, and answers at once or when it may; hands nothing in. */
    static final class Endpoint implements Transport, Intake {
        final AtomicInteger sentWhenStopped = new AtomicInteger();
        final AtomicInteger sent = new AtomicInteger();
        final Queue<String> hosts = new ConcurrentLinkedQueue<>();
        final CountDownLatch goesOn = new CountDownLatch(1);
        volatile boolean isSlow;
        volatile boolean isFirstSlow;

        @Override
        public Outcome send(OutgoingRequest request, Terms terms) {
            hosts.add(request.url().host());
            boolean isFirst = sent.incrementAndGet() == 1;
            try {
                if (isSlow || isFirst && isFirstSlow) {
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

        @Override
        public List<FileMemory.Sighting> unfinished(long batch) {
            return List.of();
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
