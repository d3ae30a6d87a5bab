package waybill.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

import waybill.destination.StorageException;

/**
 * The one thread that writes outcomes, all that are there in one transaction. A commit costs the same for one as for some
 * hundred, so while more are on their way it waits a moment for them. What cannot be written is kept and tried again; nothing
 * is sent meanwhile.
 */
final class Recorder implements Runnable {
    private static final int GROUP = 500;
    private static final int MOST_WAITING = 2_000;
    /** Whoever adds something wakes it. */
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration GATHERING = Duration.ofMillis(80);

    private final DeliveryQueue queue;
    private final Gate gate;
    private final IntSupplier inFlight;
    private final BiConsumer<List<RecordedAttempt>, Optional<Hold>> written;
    private final BlockingQueue<RecordedAttempt> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Signal arrived = new Signal();
    private final Signal retry = new Signal();
    private volatile boolean isLast;

    /**
     * @param inFlight how many outcomes are on their way, those included that are here and not written
     * @param written told after each group that is on disk
     */
    Recorder(DeliveryQueue queue, Gate gate, IntSupplier inFlight, BiConsumer<List<RecordedAttempt>, Optional<Hold>> written) {
        this.queue = queue;
        this.gate = gate;
        this.inFlight = inFlight;
        this.written = written;
    }

    /** Blocks while so many wait that memory would suffer. */
    void add(RecordedAttempt attempt) throws InterruptedException {
        waiting.put(attempt);
        arrived.give();
    }

    /** Nothing is added any more: what is there is tried once and no longer. */
    void end() {
        isLast = true;
        retry.give();
        arrived.give();
    }

    /** Tries at once what could not be written. */
    void wake() {
        retry.give();
    }

    @Override
    public void run() {
        try {
            while (true) {
                boolean wasLast = isLast;
                var first = waiting.poll();
                if (first != null) {
                    write(gathered(first));
                } else if (wasLast) {
                    return;
                } else {
                    arrived.await(LOOK);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<RecordedAttempt> gathered(RecordedAttempt first) throws InterruptedException {
        var group = new ArrayList<RecordedAttempt>(List.of(first));
        waiting.drainTo(group, GROUP - 1);
        long end = System.nanoTime() + GATHERING.toNanos();
        long left = GATHERING.toNanos();
        while (left > 0 && group.size() < GROUP && group.size() < inFlight.getAsInt() && !isLast) {
            var next = waiting.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                group.add(next);
                waiting.drainTo(group, GROUP - group.size());
            }
            left = end - System.nanoTime();
        }
        return group;
    }

    private void write(List<RecordedAttempt> group) throws InterruptedException {
        boolean isWritten = tryToWrite(group);
        while (!isWritten && !isLast) {
            retry.await(RETRY);
            isWritten = tryToWrite(group);
        }
    }

    private boolean tryToWrite(List<RecordedAttempt> group) {
        try {
            var hold = queue.record(group);
            gate.setFault(Optional.empty());
            written.accept(group, hold);
            return true;
        } catch (StorageException e) {
            return failed(e.fault());
        } catch (RuntimeException | Error e) {
            Unexpected.report(e);
            return failed(StorageException.Fault.OTHER);
        }
    }

    private boolean failed(StorageException.Fault fault) {
        gate.setFault(Optional.of(fault));
        written.accept(List.of(), Optional.empty());
        return false;
    }
}
