package waybill.delivery;

import java.time.Instant;

/**
 * One attempt as the log keeps it.
 *
 * @param number 1 for the first of a message
 * @param at when it began
 * @param outcome what became of it, the destination's secrets masked in the answer
 */
public record Attempt(int number, Trigger trigger, Instant at, SentRequest sent, Outcome outcome) {}
