package waybill.delivery;

import java.time.Instant;

/**
 * Nothing is sent until a person releases the destination.
 *
 * @param failures how many messages failed in a row before it, for {@link Reason#FAILURES}; else 0
 */
public record Hold(Reason reason, Instant since, int failures) {
    /** Why. */
    public enum Reason {
        /** The endpoint answered 410 Gone. */
        GONE,
        /** Too many messages failed in a row. */
        FAILURES
    }
}
