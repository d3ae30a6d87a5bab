package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import waybill.destination.Destination;

/**
 * Runs the whole retry schedule of one message in seconds: the requests are real, the waits between them are shortened, and
 * nothing is stored. For the practice receiver: any other endpoint would take the message.
 */
public final class Rehearsal {
    private final Transport transport;
    private final String version;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Waiting waiting;

    /** Waits so long. */
    @FunctionalInterface
    public interface Waiting {
        void await(Duration duration) throws InterruptedException;
    }

    /**
     * @param version for the User-Agent
     * @param clock for when the rehearsal begins; from there on it has a clock of its own, which is fast
     */
    public Rehearsal(Transport transport, String version, InstantSource clock, RandomGenerator random, Waiting waiting) {
        this.transport = transport;
        this.version = version;
        this.clock = clock;
        this.random = random;
        this.waiting = waiting;
    }

    /**
     * What is rehearsed.
     *
     * @param haste how many times faster than the policy: 1 or more
     */
    public record Plan(byte[] body, Destination destination, RetryPolicy retry, double haste) {
        /** @throws IllegalArgumentException if {@code haste} is less than 1 */
        public Plan {
            if (haste < 1) {
                throw new IllegalArgumentException("haste " + haste);
            }
        }

        /** As hasty as it takes for all waits of the schedule together to last so long, about. */
        public static Plan within(Duration waits, byte[] body, Destination destination, RetryPolicy retry) {
            Duration all = retry.schedule().stream().reduce(Duration.ZERO, Duration::plus);
            return new Plan(body, destination, retry, Math.max(1, (double) all.toMillis() / Math.max(1, waits.toMillis())));
        }

        /** Never prints the body. */
        @Override
        public String toString() {
            return "Plan[" + body.length + " bytes, " + haste + "]";
        }
    }

    /**
     * Blocks until the last attempt.
     *
     * @param step told each attempt as it is made, on the calling thread
     * @return all of them; fewer where it was cancelled
     */
    public List<RehearsalStep> run(Plan plan, Cancellation cancellation, Consumer<RehearsalStep> step) {
        var fast = new FastClock(clock.instant());
        var maker = new AttemptMaker(new RequestSigner(fast, version), transport, fast, random,
                () -> Transport.Terms.DEFAULT_DEADLINE);
        var message = new Message(MessageId.next(random), plan.body());
        var target = AttemptMaker.Target.of(plan.destination(), "");
        var steps = new ArrayList<RehearsalStep>();
        Instant begin = fast.instant();
        try (var channel = maker.channel()) {
            boolean goesOn = !cancellation.isCancelled();
            for (int attempt = 1; goesOn; attempt++) {
                var due = new DueMessage(0, 0, message, attempt == 1 ? Trigger.INITIAL : Trigger.RETRY, attempt, attempt - 1);
                var made = maker.make(new AttemptMaker.Task(due, target), channel, plan.retry(), cancellation);
                Optional<Duration> nextIn = cancellation.isCancelled() ? Optional.empty() : nextIn(made.next(), fast.instant());
                steps.add(new RehearsalStep(made.attempt(), Duration.between(begin, made.attempt().at()), nextIn));
                step.accept(steps.getLast());
                goesOn = nextIn.isPresent() && await(nextIn.get(), plan.haste(), fast) && !cancellation.isCancelled();
            }
        }
        return steps;
    }

    private static Optional<Duration> nextIn(Next next, Instant now) {
        return next instanceof Next.Retry(var due) ? Optional.of(Duration.between(now, due)) : Optional.empty();
    }

    /** @return whether the time passed; false if it was interrupted */
    private boolean await(Duration wait, double haste, FastClock fast) {
        try {
            waiting.await(Duration.ofNanos((long) (wait.toNanos() / haste)));
            fast.now = fast.now.plus(wait);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stands still but for the waits. */
    private static final class FastClock implements InstantSource {
        private Instant now;

        private FastClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
