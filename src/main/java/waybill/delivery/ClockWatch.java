package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices that the time of day was set back, by a clock that never goes back. That it was set forward, or that the machine
 * slept, needs no notice: what is due is due.
 */
final class ClockWatch {
    /** Less is the ordinary correction of a clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private Instant seen;
    private long seenNanos;

    ClockWatch(Surroundings surroundings) {
        this.surroundings = surroundings;
        note();
    }

    /** How far the clock was set back since the last look. */
    Optional<Duration> setBack() {
        Instant expected = seen.plusNanos(surroundings.nanoTime().getAsLong() - seenNanos);
        return setBack(expected);
    }

    /** How far the clock is behind the latest time that was ever written. */
    Optional<Duration> behind(Instant latestKnown) {
        return setBack(latestKnown);
    }

    private Optional<Duration> setBack(Instant expected) {
        note();
        Duration by = Duration.between(seen, expected);
        return by.compareTo(TOLERANCE) > 0 ? Optional.of(by) : Optional.empty();
    }

    private void note() {
        seen = surroundings.clock().instant();
        seenNanos = surroundings.nanoTime().getAsLong();
    }
}
