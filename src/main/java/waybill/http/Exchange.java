package waybill.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import waybill.delivery.Cancellation;
import waybill.delivery.Stage;
import waybill.delivery.Timings;

/**
 * One exchange while it is under way: the stage it is in, the time each took, and what ends it early. Only the sending
 * thread moves it on; any thread may end it.
 */
final class Exchange {
    /** Why an exchange ended before it was complete. */
    enum Ending {
        DEADLINE, CANCELLED
    }

    private final LongSupplier nanoTime;
    private final Consumer<Stage> progress;
    private final long start;
    private final Duration deadline;
    private final Map<Stage, Long> begun = new EnumMap<>(Stage.class);
    private final Cancellation stop = new Cancellation();
    private final AtomicReference<Optional<Ending>> ending = new AtomicReference<>(Optional.empty());
    private Stage stage = Stage.DNS;
    private Runnable atEnd = () -> {};
    private Optional<Duration> answer = Optional.empty();

    /** Begins now. @param nanoTime a clock that never goes back, in nanoseconds */
    Exchange(LongSupplier nanoTime, Consumer<Stage> progress, Duration deadline) {
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.deadline = deadline;
        this.start = nanoTime.getAsLong();
    }

    /** The stage before it is finished, {@code next} begins. */
    void enter(Stage next) {
        begun.put(next, nanoTime.getAsLong());
        stage = next;
        progress.accept(next);
    }

    Stage stage() {
        return stage;
    }

    /** The header section of the answer is complete. */
    void answered() {
        answer = Optional.of(Duration.ofNanos(nanoTime.getAsLong() - begun.get(Stage.ANSWER)));
    }

    /** What is left until the deadline, at least 1 ms. */
    Duration remaining() {
        Duration left = deadline.minusNanos(nanoTime.getAsLong() - start);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }

    /** Ends the exchange unless it was ended before. Does not block. */
    void end(Ending reason) {
        if (ending.compareAndSet(Optional.empty(), Optional.of(reason))) {
            stop.cancel();
        }
    }

    Optional<Ending> ending() {
        return ending.get();
    }

    /** {@code release} unblocks what the sending thread waits for. Runs once the exchange is ended early. */
    void onEnd(Runnable release) {
        stop.onCancel(release);
    }

    /** {@code release} is run by {@link #over}. */
    void whenOver(Runnable release) {
        atEnd = release;
    }

    /** Nothing ends it any more. */
    void over() {
        atEnd.run();
    }

    Timings timings() {
        return new Timings(took(Stage.DNS, Stage.CONNECT), took(Stage.CONNECT, Stage.TLS), took(Stage.TLS, Stage.SEND), answer,
                Duration.ofNanos(nanoTime.getAsLong() - start));
    }

    private Optional<Duration> took(Stage of, Stage next) {
        // A connection that was kept has neither.
        return begun.containsKey(of) && begun.containsKey(next)
                ? Optional.of(Duration.ofNanos(begun.get(next) - begun.get(of)))
                : Optional.empty();
    }
}
