package waybill.ui.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import waybill.platform.Locking;

/**
 * Knows how long nobody used the window, and whether the computer slept. It is asked every few seconds; a question that comes
 * much later by the wall clock was held up by sleep.
 * <p>
 * The monotonic clock stands still in sleep on Linux and macOS, and the wall clock may be set back: of what the two say of
 * idleness, the longer time counts.
 */
final class IdleClock {
    /** How often to ask. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    /** A busy computer may hold a question up as well, but not for so long. */
    private static final Duration SLEPT = Duration.ofSeconds(60);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private long usedAt;
    private Instant usedAtWall;
    private Instant askedAt;

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    IdleClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        askedAt = wall.instant();
        used();
    }

    /** Somebody pressed a key, or moved the mouse. */
    void used() {
        usedAt = nanos.getAsLong();
        usedAtWall = wall.instant();
    }

    /** Whether the vault is to be locked now. */
    boolean isDue(Locking locking) {
        Instant now = wall.instant();
        boolean slept = Duration.between(askedAt, now).compareTo(SLEPT) > 0;
        askedAt = now;
        Duration limit = Duration.ofMinutes(locking.afterMinutes());
        boolean isIdle = locking.afterMinutes() > 0 && unused(now).compareTo(limit) >= 0;
        return isIdle || slept && locking.afterSleep();
    }

    private Duration unused(Instant now) {
        Duration byWall = Duration.between(usedAtWall, now);
        Duration byNanos = Duration.ofNanos(nanos.getAsLong() - usedAt);
        return byWall.compareTo(byNanos) > 0 ? byWall : byNanos;
    }
}
