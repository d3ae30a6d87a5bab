package waybill.delivery;

/** Where a message is on its way. What is in flight counts as waiting until its outcome is on disk. */
public enum MessageState {
    /** For its first attempt, or for the next. */
    WAITING,
    /** Waiting, while the destination is on hold. */
    HELD, DELIVERED,
    /** Retries are used up, or the outcome is one that no retry can better. */
    FAILED, CANCELLED;

    /** Whether there will be no further attempt unless a person asks for one. */
    public boolean isFinal() {
        return switch (this) {
            case WAITING, HELD -> false;
            case DELIVERED, FAILED, CANCELLED -> true;
        };
    }
}
