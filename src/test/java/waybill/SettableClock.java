package waybill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that moves when told: the time of day, which may be set back, and a clock that never goes back beside it. */
public final class SettableClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private long nanos;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** In nanoseconds. */
    public LongSupplier monotonic() {
        return this::nanoTime;
    }

    public synchronized long nanoTime() {
        return nanos;
    }

    /** Time passes. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    /** Somebody sets the clock, and no time passes. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
