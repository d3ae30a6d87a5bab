package waybill.delivery;

/** An attempt that was made, to be written to the log with what follows it. @param message its number in the log */
public record RecordedAttempt(long message, Attempt attempt, Next next) {}
