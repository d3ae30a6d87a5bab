package waybill.delivery;

/**
 * An attempt that was made, to be written to the log with what follows it.
 *
 * @param message its number in the log
 * @param earlier as the message had it, {@link DueMessage#earlier}; has another value once it was sent again meanwhile
 * @param revision of the destination it was made for, {@link DeliveryQueue#revision}
 */
public record RecordedAttempt(long message, Attempt attempt, Next next, int earlier, String revision) {}
