package waybill.delivery;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;

/** Holds sending up while something is changed that it must not cross. Thread-safe. */
final class Standstill {
    private final Gate gate;
    private final Feeder feeder;
    private final Set<Long> inFlight;

    /** @param inFlight a thread-safe set of the numbers of messages that are read and not yet recorded */
    Standstill(Gate gate, Feeder feeder, Set<Long> inFlight) {
        this.gate = gate;
        this.feeder = feeder;
        this.inFlight = inFlight;
    }

    /**
     * Runs {@code change} while no attempt begins; the reader is to be woken afterwards.
     *
     * @return the numbers of the messages that were under way meanwhile, whose outcomes are not on disk yet
     */
    Set<Long> during(Runnable change) {
        gate.shut();
        try {
            withNothingReadAhead(change);
            return Set.copyOf(inFlight);
        } finally {
            gate.reopen();
        }
    }

    private void withNothingReadAhead(Runnable change) {
        feeder.forgetTarget();
        try {
            change.run();
        } finally {
            // The change may have been one of the destination.
            feeder.forgetTarget();
        }
    }

    /** Something was written, or nothing will be any more. */
    synchronized void look() {
        notifyAll();
    }

    /** Returns once what came of {@code underWay} is on disk, when {@code patience} is at its end, or nothing is sent any more. */
    synchronized void awaitWritten(Set<Long> underWay, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        try {
            while (left > 0 && !Collections.disjoint(underWay, inFlight) && !gate.isClosed()) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
