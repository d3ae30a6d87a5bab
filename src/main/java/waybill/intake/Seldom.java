package waybill.intake;

import java.util.function.LongSupplier;

/** Lets something through ten times a second at most: a window that is told more often has no time for anything else. */
final class Seldom {
    private static final long BETWEEN_NANOS = 100_000_000;

    private final LongSupplier nanoTime;
    private long last;

    Seldom(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
    }

    boolean isDue() {
        long now = nanoTime.getAsLong();
        if (now - last < BETWEEN_NANOS) {
            return false;
        }
        last = now;
        return true;
    }
}
