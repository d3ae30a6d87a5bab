package waybill.delivery;

import java.util.function.LongSupplier;

/** Counts what was recorded, in all and in the last seconds. Thread-safe. */
final class Meter {
    private static final int SECONDS = 5;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final long[] counts = new long[SECONDS + 1];
    private long second;
    private long total;

    Meter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.second = nanoTime.getAsLong() / SECOND;
    }

    synchronized void add(int count) {
        moveOn();
        counts[place(second)] += count;
        total += count;
    }

    synchronized long total() {
        return total;
    }

    /** Of the last whole seconds. */
    synchronized double perSecond() {
        moveOn();
        long sum = 0;
        for (int before = 1; before <= SECONDS; before++) {
            sum += counts[place(second - before)];
        }
        return (double) sum / SECONDS;
    }

    private void moveOn() {
        long now = nanoTime.getAsLong() / SECOND;
        for (long next = Math.max(second + 1, now - SECONDS); next <= now; next++) {
            counts[place(next)] = 0;
        }
        second = Math.max(second, now);
    }

    private int place(long ofSecond) {
        return Math.floorMod(ofSecond, counts.length);
    }
}
