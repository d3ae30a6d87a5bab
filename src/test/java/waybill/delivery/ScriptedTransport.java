package waybill.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Answers as it is told, at once or when it is told to. Thread-safe. */
final class ScriptedTransport implements Transport {
    private final List<OutgoingRequest> sent = new ArrayList<>();
    private final BlockingQueue<Outcome> released = new LinkedBlockingQueue<>();
    private Function<OutgoingRequest, Optional<Outcome>> script = _ -> Optional.of(answered(200));

    static Outcome answered(int status, HeaderField... headers) {
        var timings = new Timings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMillis(5));
        var answer = new Answer(status, "", List.of(headers), new byte[0], Answer.BodyEnd.COMPLETE);
        return status < 300 ? new Outcome.Delivered(answer, timings) : new Outcome.Rejected(answer, timings);
    }

    /** @param newScript what to answer; empty to wait until it is released or cancelled */
    synchronized void answer(Function<OutgoingRequest, Optional<Outcome>> newScript) {
        script = newScript;
    }

    void answerAlways(int status) {
        answer(_ -> Optional.of(answered(status)));
    }

    void answerWhenReleased() {
        answer(_ -> Optional.empty());
    }

    /** Answers one request that waits. */
    void release(Outcome outcome) {
        released.add(outcome);
    }

    synchronized List<OutgoingRequest> sent() {
        return List.copyOf(sent);
    }

    @Override
    public Outcome send(OutgoingRequest request, Terms terms) {
        Optional<Outcome> outcome;
        synchronized (this) {
            sent.add(request);
            outcome = script.apply(request);
        }
        terms.cancellation().onCancel(() -> released.add(new Outcome.Cancelled(Timings.none())));
        return outcome.orElseGet(this::next);
    }

    private Outcome next() {
        try {
            return released.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
