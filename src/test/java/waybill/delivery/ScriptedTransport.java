package waybill.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers as it is told, at once or when it is told to. Thread-safe. */
final class ScriptedTransport implements Transport {
    private final List<OutgoingRequest> sent = new ArrayList<>();
    private final Queue<CompletableFuture<Outcome>> waiting = new ArrayDeque<>();
    private int connections;
    private int kept;
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

    /** Answers the request that waits longest. */
    synchronized void release(Outcome outcome) {
        waiting.remove().complete(outcome);
    }

    synchronized List<OutgoingRequest> sent() {
        return List.copyOf(sent);
    }

    /** How many connections its channels have made, all kept until they are closed or rest. */
    synchronized int connections() {
        return connections;
    }

    /** How many of them have not been closed. */
    synchronized int kept() {
        return kept;
    }

    @Override
    public Channel channel() {
        return new Kept();
    }

    private synchronized void connect() {
        connections++;
        kept++;
    }

    private synchronized void disconnect() {
        kept--;
    }

    private final class Kept implements Channel {
        private boolean isConnected;

        @Override
        public Outcome send(OutgoingRequest request, Terms terms) {
            if (!isConnected) {
                connect();
                isConnected = true;
            }
            return ScriptedTransport.this.send(request, terms);
        }

        @Override
        public boolean rest() {
            close();
            return false;
        }

        @Override
        public void close() {
            if (isConnected) {
                disconnect();
            }
            isConnected = false;
        }
    }

    @Override
    public Outcome send(OutgoingRequest request, Terms terms) {
        var outcome = new CompletableFuture<Outcome>();
        terms.cancellation().onCancel(() -> outcome.complete(new Outcome.Cancelled(Timings.none())));
        synchronized (this) {
            script.apply(request).ifPresentOrElse(outcome::complete, () -> waiting.add(outcome));
            sent.add(request);
        }
        return outcome.join();
    }
}
