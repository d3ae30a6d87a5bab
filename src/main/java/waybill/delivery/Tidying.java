package waybill.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Decides when the queue is tidied: soon after nothing is done any more, and now and then while something is. */
final class Tidying {
    private static final Duration WHEN_IDLE = Duration.ofSeconds(10);
    private static final Duration WHEN_BUSY = Duration.ofMinutes(1);

    private final DeliveryQueue queue;
    private final LongSupplier nanoTime;
    private long lastBusy;
    private long lastTidied;
    private boolean hasMore;

    Tidying(DeliveryQueue queue, LongSupplier nanoTime) {
        this.queue = queue;
        this.nanoTime = nanoTime;
        lastBusy = nanoTime.getAsLong();
        lastTidied = lastBusy;
    }

    /** To be called again and again. @return whether to call at once, unless there is something to do before */
    boolean look(boolean isIdle) {
        long now = nanoTime.getAsLong();
        lastBusy = isIdle ? lastBusy : now;
        long idleSince = Math.max(lastBusy, lastTidied);
        boolean isLongIdle = isIdle && (hasMore || now - idleSince >= WHEN_IDLE.toNanos());
        hasMore = false;
        if (isLongIdle || now - lastTidied >= WHEN_BUSY.toNanos()) {
            hasMore = queue.tidy(isLongIdle) && isLongIdle;
            lastTidied = nanoTime.getAsLong();
        }
        return hasMore;
    }
}
