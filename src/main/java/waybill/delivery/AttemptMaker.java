package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import waybill.destination.Destination;

/** Makes single attempts: signs afresh, sends, masks what came back, and says what follows. Thread-safe. */
public final class AttemptMaker {
    private final RequestSigner signer;
    private final Transport transport;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Supplier<Duration> deadline;

    /**
     * @param clock for when attempts begin and retries are due
     * @param random spreads the retries; thread-safe
     * @param deadline of an exchange, asked for each
     */
    public AttemptMaker(RequestSigner signer, Transport transport, InstantSource clock, RandomGenerator random,
            Supplier<Duration> deadline) {
        this.signer = signer;
        this.transport = transport;
        this.clock = clock;
        this.random = random;
        this.deadline = deadline;
    }

    /** What to send, and where. */
    record Task(DueMessage due, Target target) {}

    /** A destination with what its secrets are masked by, which takes a while to make. */
    record Target(Destination destination, Redactor redactor, String revision) {
        static Target of(Destination destination, String revision) {
            return new Target(destination, Redactor.of(destination), revision);
        }

        Target copy() {
            return new Target(destination, redactor, revision);
        }
    }

    /** For one thread, which closes it. */
    BatchChannel channel() {
        return new BatchChannel(transport.channel());
    }

    /** Blocks until there is an outcome. */
    RecordedAttempt make(Task task, BatchChannel channel, RetryPolicy retry, Cancellation cancellation) {
        var due = task.due();
        var destination = task.target().destination();
        Instant at = clock.instant();
        var request = signer.sign(due.message(), destination, due.trigger(), due.attempt());
        var outcome = channel.send(due, request,
                new Transport.Terms(destination.trusted(), deadline.get(), _ -> {}, cancellation));
        var next = next(outcome, Math.max(0, due.round()) + 1, retry);
        var kept = MaskedOutcome.of(outcome, task.target().redactor());
        return new RecordedAttempt(due.number(), new Attempt(due.attempt(), due.trigger(), at, SentRequest.of(request), kept),
                next, due.earlier(), task.target().revision());
    }

    private Next next(Outcome outcome, int attempts, RetryPolicy retry) {
        Instant now = clock.instant();
        return switch (outcome) {
            case Outcome.Delivered _ -> new Next.Delivered();
            // Whether the endpoint has it is not known.
            case Outcome.Cancelled _ -> new Next.Retry(now);
            case Outcome.Redirected _,Outcome.Rejected _,Outcome.Unreachable _ -> {
                Optional<Instant> due = retry.next(attempts, outcome, now, random);
                yield due.<Next>map(Next.Retry::new).orElseGet(Next.Failed::new);
            }
        };
    }
}
