package waybill.delivery;

/**
 * In which order the log gives its messages. Where two are alike, the newer one comes first.
 *
 * @param descending the largest first
 */
public record MessageOrder(By by, boolean descending) {
    public static final MessageOrder NEWEST_FIRST = new MessageOrder(By.AGE, true);

    /** By what. */
    public enum By {
        /** When they were handed in. */
        AGE,
        /** Without regard to the case of ASCII letters, numbers in it by their value. */
        NAME,
        /** Of the body. */
        SIZE,
        /** Waiting, delivered, failed, cancelled. */
        STATE, ATTEMPTS,
        /** Of the latest attempt; those without one are the shortest. */
        DURATION
    }
}
