package waybill.delivery;

import java.time.Duration;

/** Lets so many pass a second, evenly: what was not used in a tenth of a second is lost. Used by one thread. */
final class Pace {
    private static final double NANOS = 1e9;
    private static final double BURST_SECONDS = 0.1;

    private int perSecond;
    private double saved = 1;
    private long last;

    Pace(long nanoTime) {
        last = nanoTime;
    }

    /** @param newPerSecond 0 for no limit */
    void set(int newPerSecond) {
        perSecond = newPerSecond;
    }

    /** How many may pass now. */
    int allowed(long nanoTime) {
        if (perSecond == 0) {
            return Integer.MAX_VALUE;
        }
        saved = Math.min(mostSaved(), saved + (nanoTime - last) / NANOS * perSecond);
        last = nanoTime;
        return (int) saved;
    }

    /** How many may pass at once, at most: 1 or more. */
    int burst() {
        return perSecond == 0 ? Integer.MAX_VALUE : (int) mostSaved();
    }

    private double mostSaved() {
        return Math.max(1, perSecond * BURST_SECONDS);
    }

    void passed(int count) {
        saved -= count;
    }

    /** How long until one more may pass. */
    Duration untilNext() {
        return perSecond == 0 || saved >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - saved) / perSecond * NANOS));
    }
}
