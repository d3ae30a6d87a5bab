package waybill.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * One attempt of a rehearsal.
 *
 * @param after how long after the first attempt it would be made, at the pace of the policy
 * @param nextIn how long until the next, at the pace of the policy; empty after the last
 */
public record RehearsalStep(Attempt attempt, Duration after, Optional<Duration> nextIn) {}
