package waybill.delivery;

import java.time.Duration;
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

    /** As {@link Sending#whileStill}; the reader is to be woken afterwards. */
    void during(Runnable change, Duration patience) {
        gate.shut();
        try {
            feeder.forgetTarget();
            // From here on only what is under way is in flight.
            change.run();
            awaitWritten(patience);
        } finally {
            // The change may have been one of the destination.
            feeder.forgetTarget();
            gate.reopen();
        }
    }

    /** Something was written, or nothing will be any more. */
    synchronized void look() {
        notifyAll();
    }

    private synchronized void awaitWritten(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); left > 0 && !inFlight.isEmpty() && !gate.isClosed(); left = Duration
                    .ofNanos(end - System.nanoTime()).toMillis()) {
                wait(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
