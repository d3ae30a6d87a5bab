package waybill.delivery;

/**
 * A message whose time has come.
 *
 * @param number its place in the log, which grows with time and is never used twice
 * @param batch what it was handed in with, {@link DeliveryQueue#newBatch}
 * @param attempt the number of the attempt to make: 1 for the first ever
 * @param round how many attempts were made since the message was handed in or sent again, without those that were stopped;
 *     what {@link RetryPolicy} counts. Less than 0 where it was sent again before its first attempt was recorded
 */
public record DueMessage(long number, long batch, Message message, Trigger trigger, int attempt, int round) {
    /** The attempts that do not count; by these a round is told from the one before it. */
    public int earlier() {
        return attempt - 1 - round;
    }
}
