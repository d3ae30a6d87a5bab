package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed attempt is made again. Pure but for the random spread.
 *
 * @param retries 0 to 20; 3 by default
 * @param firstDelay 1 s to 1 h; 5 s by default
 * @param factor 1 to 100; 6 by default, which gives 5 s, 30 s, 3 min
 */
public record RetryPolicy(int retries, Duration firstDelay, double factor) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(5), 6);

    /**
     * @param attempts how many attempts were made, 1 or more
     * @return when the next is due; empty if there is to be none
     */
    public Optional<Instant> next(int attempts, Outcome outcome, Instant now, RandomGenerator random) {
        throw new UnsupportedOperationException("to be written");
    }
}
