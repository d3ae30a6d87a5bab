package waybill.delivery;

/**
 * A message whose time has come.
 *
 * @param number its place in the log, which grows with time and is never used twice
 * @param attempt the number of the attempt to make: 1 for the first ever
 * @param round how many attempts were made since the message was handed in or sent again; what {@link RetryPolicy} counts
 */
public record DueMessage(long number, Message message, Trigger trigger, int attempt, int round) {}
