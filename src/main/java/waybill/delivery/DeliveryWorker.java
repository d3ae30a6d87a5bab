package waybill.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import waybill.delivery.Senders.Work;
import waybill.destination.Destination;
import waybill.destination.StorageException;

/**
 * Delivers what is due: one thread reads ahead, some send, one records. What is in flight when the process dies is tried
 * again, with the same id.
 */
public final class DeliveryWorker implements Sending, AutoCloseable {
    /** Between tries to read while the database cannot be read. */
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** What exchanges under way are given to end by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration IMPATIENCE = Duration.ofSeconds(3);

    private final DeliveryQueue queue;
    private final DeliveryControl control;
    private final Exchanges exchanges;
    private final Surroundings surroundings;
    private final Gate gate = new Gate();
    private final ReadyTasks ready = new ReadyTasks();
    private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
    /** For the gate and the disk to change together. */
    private final Object pausing = new Object();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Signal awake = new Signal();
    private final Announcer announcer = new Announcer();
    private final Meter meter;
    private final Feeder feeder;
    private final Standstill standstill;
    private final Tidying tidying;
    private final Recorder recorder;
    private final Senders senders;
    private volatile DeliverySettings settings = DeliverySettings.DEFAULT;
    private volatile boolean isStale = true;
    /** Whether there may be something that was cancelled and is not marked. On the reading thread alone. */
    private boolean isMarking;
    private List<Thread> threads = List.of();

    /** @param destination where messages go; asked when the worker starts and whenever it is woken, so it may be slow */
    public DeliveryWorker(DeliveryQueue queue, DeliveryControl control, Supplier<Optional<Destination>> destination,
            AttemptMaker maker, Surroundings surroundings) {
        this.queue = queue;
        this.control = control;
        exchanges = new Exchanges(maker);
        this.surroundings = surroundings;
        meter = new Meter(surroundings.nanoTime());
        queue.onUnreadable(announcer::note);
        feeder = new Feeder(queue, destination, surroundings, ready, inFlight);
        standstill = new Standstill(gate, feeder, inFlight);
        tidying = new Tidying(queue, surroundings.nanoTime());
        recorder = new Recorder(queue, gate, inFlight::size, this::written);
        senders = new Senders(surroundings.threads(), new Sender());
    }

    /** Begins. Once. */
    public synchronized void start() {
        threads = List.of(this::feed, recorder, announcer).stream().map(surroundings.threads()::newThread).toList();
        threads.forEach(Thread::start);
    }

    @Override
    public Status status() {
        return new Status(activity(), gate.isPaused(), inFlight.size(), meter.total(), meter.perSecond(), gate.hold(),
                gate.fault());
    }

    @Override
    public void pause() {
        setPaused(true);
    }

    @Override
    public void resume() {
        setPaused(false);
    }

    @Override
    public void wake() {
        isStale = true;
        recorder.wake();
        awake.give();
    }

    @Override
    public void whileStill(Runnable change, Duration patience) {
        Set<Long> underWay;
        try {
            underWay = standstill.during(change);
        } finally {
            wake();
        }
        standstill.awaitWritten(underWay, patience);
    }

    @Override
    public void look() {
        awake.give();
    }

    @Override
    public void onChange(Runnable listener) {
        announcer.add(listener);
    }

    /** Ends: begins nothing more, waits for what is under way, some seconds at most, and writes what came of it. */
    @Override
    public synchronized void close() {
        gate.close();
        closing.countDown();
        standstill.look();
        awake.give();
        ready.end();
        try {
            if (!senders.join(PATIENCE)) {
                exchanges.cancel();
                senders.join(IMPATIENCE);
            }
            recorder.end();
            announcer.end();
            for (var thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void setPaused(boolean paused) {
        synchronized (pausing) {
            gate.setPaused(paused);
            try {
                control.setPaused(paused);
            } finally {
                // Where it could not be written, what is on disk holds.
                wake();
            }
        }
    }

    private Activity activity() {
        if (gate.isClosed() || threads.isEmpty()) {
            return Activity.STOPPED;
        }
        if (gate.fault().isPresent()) {
            return Activity.STORAGE_FAULT;
        }
        if (gate.hold().isPresent()) {
            return Activity.ON_HOLD;
        }
        return gate.isPaused() ? Activity.PAUSED : feeder.activity();
    }

    private void feed() {
        try {
            while (!gate.isClosed()) {
                awake.await(step());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step() {
        try {
            feeder.watchTheClock();
            if (isStale) {
                isStale = false;
                refresh();
                isMarking = true;
            }
            Activity before = activity();
            Duration wait = feeder.feed(gate);
            if (activity() != before) {
                announcer.note();
            }
            // Some at a time, and the rest after what has come to be due meanwhile.
            if (isMarking) {
                isMarking = queue.markCancelled();
                announcer.note();
            }
            return isMarking || tidying.look(inFlight.isEmpty() && ready.isEmpty()) ? Duration.ZERO : wait;
        } catch (StorageException e) {
            return failed(e.fault());
        } catch (RuntimeException | Error e) {
            Unexpected.report(e);
            return failed(StorageException.Fault.OTHER);
        }
    }

    private Duration failed(StorageException.Fault fault) {
        isStale = true;
        gate.setFault(Optional.of(fault));
        announcer.note();
        return RETRY;
    }

    private void refresh() {
        settings = control.settings();
        synchronized (pausing) {
            gate.setPaused(control.isPaused());
        }
        gate.setHold(control.hold());
        feeder.setPace(settings.perSecond());
        feeder.startOver();
        if (inFlight.isEmpty()) {
            // Else whoever records finds out whether the fault is over.
            gate.setFault(Optional.empty());
        }
        senders.set(settings.atOnce());
        ready.wake();
        announcer.note();
    }

    private void written(List<RecordedAttempt> group, Optional<Hold> hold) {
        if (hold.isPresent()) {
            gate.setHold(hold);
            // What was read of it just before is old.
            isStale = true;
        }
        group.stream().filter(recorded -> recorded.attempt().outcome().holdsDestination()).forEach(_ -> gate.goneIsWritten());
        group.forEach(recorded -> inFlight.remove(recorded.message()));
        standstill.look();
        meter.add(group.size());
        announcer.note();
        awake.give();
    }

    /** One thread's work. */
    private final class Sender implements Work {
        @Override
        public boolean pass(BatchChannel channel, Duration patience) throws InterruptedException {
            var task = ready.take(patience);
            if (task.isEmpty()) {
                return channel.rest();
            }
            try {
                send(task.get(), channel);
                return true;
            } catch (RuntimeException | Error e) {
                Unexpected.report(e);
                channel.close();
                // Not before: whoever sends it next is likely to fail, too, and others are to be sent meanwhile.
                rest();
                givesUp(task.get());
                awake.give();
                return false;
            } finally {
                ready.sent(task.get());
            }
        }

        private void send(AttemptMaker.Task task, BatchChannel channel) throws InterruptedException {
            if (!gate.isOpen() || !feeder.isCurrent(task)) {
                givesUp(task);
                return;
            }
            if (ready.room() > 0) {
                awake.give();
            }
            var made = exchanges.make(task, channel, settings.retry());
            if (made.attempt().outcome().holdsDestination()) {
                gate.gone();
            }
            recorder.add(made);
        }

        private void givesUp(AttemptMaker.Task task) {
            inFlight.remove(task.due().number());
            standstill.look();
        }

        @Override
        public BatchChannel channel() {
            return exchanges.channel();
        }

        @Override
        public void rest() throws InterruptedException {
            closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean isOver() {
            return gate.isClosed();
        }
    }
}
