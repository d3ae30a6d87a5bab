package waybill.ui.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How quickly something is done, by what was done in the last seconds, and so how long the rest will take. */
final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long done) {}

    /** @param done so far, never less than before */
    void note(Instant at, long done) {
        samples.addLast(new Sample(at, done));
        while (samples.size() > 2 && samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** As if it began now: for after a pause. */
    void forget() {
        samples.clear();
    }

    /** A second; empty until something is known. */
    Optional<Double> perSecond() {
        if (samples.size() < 2) {
            return Optional.empty();
        }
        double seconds = Duration.between(samples.getFirst().at(), samples.getLast().at()).toMillis() / 1000.0;
        long done = samples.getLast().done() - samples.getFirst().done();
        return seconds <= 0 || done <= 0 ? Optional.empty() : Optional.of(done / seconds);
    }

    /** Empty while nothing moves. */
    Optional<Duration> timeFor(long rest) {
        return perSecond().map(rate -> Duration.ofMillis(Math.round(1000 * rest / rate)));
    }
}
