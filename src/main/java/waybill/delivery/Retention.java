package waybill.delivery;

import java.time.Instant;

/**
 * What the log may keep. Only messages that are delivered, failed or cancelled count and are ever removed, the oldest first.
 *
 * @param days since a message was handed in: 1 to 3,650; 0 for no limit
 * @param megabytes their bodies and attempts together, in units of 1,000,000 bytes: 10 to 1,000,000; 0 for no limit
 */
public record Retention(int days, int megabytes) {
    public static final int MOST_DAYS = 3_650;
    public static final int FEWEST_MEGABYTES = 10;
    public static final int MOST_MEGABYTES = 1_000_000;

    /** @throws IllegalArgumentException if a value is out of its range */
    public Retention {
        if (days < 0 || days > MOST_DAYS || megabytes != 0 && (megabytes < FEWEST_MEGABYTES || megabytes > MOST_MEGABYTES)) {
            throw new IllegalArgumentException("out of range");
        }
    }

    /** What a retention removes. @param bytes of bodies and attempts */
    public record Removal(long messages, long bytes) {}

    /** What was removed so far, by whatever limits. @param messages 1 or more. @param last when the last of them was */
    public record Tally(long messages, Instant last) {}
}
