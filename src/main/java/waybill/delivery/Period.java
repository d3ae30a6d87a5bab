package waybill.delivery;

import java.time.Instant;

/** @param from inclusive; @param to exclusive */
public record Period(Instant from, Instant to) {
    /** @throws IllegalArgumentException if it ends before it begins */
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period ends before it begins");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
