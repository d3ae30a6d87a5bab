package waybill.delivery;

/**
 * How messages are delivered.
 *
 * @param atOnce attempts at once: 1 to 32
 * @param perSecond attempts begun a second: 1 to 100,000; 0 for no limit
 * @param holdAfter so many messages failed in a row hold the destination: 1 to 1,000,000; 0 for never
 */
public record DeliverySettings(RetryPolicy retry, int atOnce, int perSecond, int holdAfter, Retention retention) {
    public static final int MOST_AT_ONCE = 32;
    public static final int MOST_PER_SECOND = 100_000;
    public static final int MOST_HOLD_AFTER = 1_000_000;
    public static final DeliverySettings DEFAULT = new DeliverySettings(RetryPolicy.DEFAULT, 4, 0, 10, new Retention(30, 1_000));

    /** @throws IllegalArgumentException if a value is out of its range */
    public DeliverySettings {
        require(atOnce >= 1 && atOnce <= MOST_AT_ONCE, "atOnce");
        require(perSecond >= 0 && perSecond <= MOST_PER_SECOND, "perSecond");
        require(holdAfter >= 0 && holdAfter <= MOST_HOLD_AFTER, "holdAfter");
    }

    public DeliverySettings withRetry(RetryPolicy newRetry) {
        return new DeliverySettings(newRetry, atOnce, perSecond, holdAfter, retention);
    }

    public DeliverySettings withAtOnce(int newAtOnce) {
        return new DeliverySettings(retry, newAtOnce, perSecond, holdAfter, retention);
    }

    public DeliverySettings withPerSecond(int newPerSecond) {
        return new DeliverySettings(retry, atOnce, newPerSecond, holdAfter, retention);
    }

    public DeliverySettings withHoldAfter(int newHoldAfter) {
        return new DeliverySettings(retry, atOnce, perSecond, newHoldAfter, retention);
    }

    public DeliverySettings withRetention(Retention newRetention) {
        return new DeliverySettings(retry, atOnce, perSecond, holdAfter, newRetention);
    }

    private static void require(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
