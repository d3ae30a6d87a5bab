package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as a line of the log.
 *
 * @param number its place in the log: newer ones have higher numbers, and none is used twice
 * @param batch those handed in together have the same
 * @param size of the body, in bytes
 * @param latest the latest attempt, if there was one
 * @param due of the next attempt, while the message is waiting or held
 */
public record MessageRow(long number, MessageId id, long batch, String name, int size, Instant created, MessageState state,
        int attempts, Optional<Latest> latest, Optional<Instant> due) {
    /** The latest attempt. @param at when its outcome was known; @param duration from start to end of the exchange */
    public record Latest(Instant at, LastAnswer answer, Duration duration) {}
}
