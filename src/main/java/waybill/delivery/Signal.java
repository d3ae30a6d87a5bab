package waybill.delivery;

import java.time.Duration;

/** Wakes one thread that waits, now or, if it does not wait yet, as soon as it does. Thread-safe. */
final class Signal {
    private boolean isGiven;

    synchronized void give() {
        isGiven = true;
        notifyAll();
    }

    /** Waits, at most so long, and takes the signal back. @return whether it was given */
    synchronized boolean await(Duration patience) throws InterruptedException {
        if (!isGiven) {
            wait(Math.max(1, patience.toMillis()));
        }
        boolean given = isGiven;
        isGiven = false;
        return given;
    }
}
