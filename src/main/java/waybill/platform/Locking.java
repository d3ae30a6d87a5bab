package waybill.platform;

/**
 * When the vault is locked by itself. Not at all unless a person chooses so: a locked vault delivers nothing.
 *
 * @param afterMinutes without any input in the window, 0 for never, at most {@value #MOST_MINUTES}
 * @param afterSleep whether it is locked once the computer has slept
 */
public record Locking(int afterMinutes, boolean afterSleep) {
    /** Minutes. */
    public static final int MOST_MINUTES = 480;

    public static final Locking NEVER = new Locking(0, false);

    /** @throws IllegalArgumentException if the minutes are out of their range */
    public Locking {
        if (afterMinutes < 0 || afterMinutes > MOST_MINUTES) {
            throw new IllegalArgumentException("lock after " + afterMinutes + " min");
        }
    }

    /** @throws IllegalArgumentException if {@code minutes} is out of its range */
    public Locking withAfterMinutes(int minutes) {
        return new Locking(minutes, afterSleep);
    }

    public Locking withAfterSleep(boolean chosen) {
        return new Locking(afterMinutes, chosen);
    }
}
