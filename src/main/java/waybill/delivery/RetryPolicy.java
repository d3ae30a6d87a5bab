package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * When a failed attempt is made again. Pure but for the random spread.
 *
 * @param retries 0 to 20; 3 by default
 * @param firstDelay 1 s to 1 h; 5 s by default
 * @param factor 1 to 100; 6 by default, which gives 5 s, 30 s, 3 min
 */
public record RetryPolicy(int retries, Duration firstDelay, double factor) {
    public static final int MOST_RETRIES = 20;
    public static final Duration SHORTEST_FIRST_DELAY = Duration.ofSeconds(1);
    public static final Duration LONGEST_FIRST_DELAY = Duration.ofHours(1);
    public static final double HIGHEST_FACTOR = 100;
    /** No delay grows beyond this, before the spread: a factor of 100 would reach centuries at the fifth retry. */
    public static final Duration LONGEST_DELAY = Duration.ofHours(24);
    /** An endpoint cannot ask for more than this by Retry-After. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /** Each delay is longer or shorter by up to this part, so that many failures do not come back in one moment. */
    private static final double SPREAD = 0.2;

    // After the limits, which its constructor reads.
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(5), 6);

    /** @throws IllegalArgumentException if a value is out of its range */
    public RetryPolicy {
        require(retries >= 0 && retries <= MOST_RETRIES, "retries");
        require(firstDelay.compareTo(SHORTEST_FIRST_DELAY) >= 0 && firstDelay.compareTo(LONGEST_FIRST_DELAY) <= 0, "firstDelay");
        require(factor >= 1 && factor <= HIGHEST_FACTOR, "factor");
    }

    /**
     * @param attempts how many attempts were made, 1 or more
     * @return when the next is due; empty if there is to be none
     * @throws IllegalArgumentException if {@code attempts} is less than 1
     */
    public Optional<Instant> next(int attempts, Outcome outcome, Instant now, RandomGenerator random) {
        require(attempts >= 1, "attempts");
        if (attempts > retries || !isRetried(outcome)) {
            return Optional.empty();
        }
        Duration delay = seconds(delay(attempts) * random.nextDouble(1 - SPREAD, 1 + SPREAD));
        Duration asked = askedDelay(outcome, now);
        return Optional.of(now.plus(asked.compareTo(delay) > 0 ? asked : delay));
    }

    /** The delay before each retry, without the random spread, as it is shown to a person. */
    public List<Duration> schedule() {
        return IntStream.rangeClosed(1, retries).mapToObj(retry -> seconds(delay(retry))).toList();
    }

    /**
     * Whether another attempt may do better: no answer, but for the certificate faults, which need a person; and the statuses
     * that speak of a passing state (RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4, RFC 9110 §15.6).
     */
    public static boolean isRetried(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unreachable unreachable -> !unreachable.fault().isCertificateFault()
                    && unreachable.fault() != Fault.CONTENT_CANNOT_BE_READ;
            case Outcome.Rejected(var answer, var _) -> switch (answer.status()) {
                case 408, 425, 429 -> true;
                default -> answer.status() >= 500 && answer.status() <= 599;
            };
            case Outcome.Delivered _,Outcome.Redirected _,Outcome.Cancelled _ -> false;
        };
    }

    /** In seconds; an infinite power is cut like any other that is too long. */
    private double delay(int retry) {
        return Math.min(toSeconds(firstDelay) * Math.pow(factor, retry - 1), toSeconds(LONGEST_DELAY));
    }

    /** RFC 9110 §10.2.3 and RFC 6585 §4 give Retry-After a meaning on these two statuses. */
    private static Duration askedDelay(Outcome outcome, Instant now) {
        return outcome.received().filter(answer -> answer.status() == 429 || answer.status() == 503)
                .flatMap(answer -> answer.header("Retry-After")).flatMap(value -> RetryAfter.delay(value, now))
                .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked).orElse(Duration.ZERO);
    }

    private static double toSeconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static void require(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
