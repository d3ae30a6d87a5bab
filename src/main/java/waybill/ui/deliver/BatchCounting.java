package waybill.ui.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

import waybill.delivery.StateCounts;
import waybill.ui.Context;

/** Counts the messages of the batch that runs, again and again. Used on the window's thread. */
final class BatchCounting {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Context context;
    private final BatchMessages messages;
    private final Supplier<Optional<BatchRun>> running;
    private final Counted counted;
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private boolean counting;
    /** How often it was forgotten, so that nothing is told of what was counted before. */
    private int forgotten;
    private boolean hasFailed;

    /** Told what was counted. */
    interface Counted {
        /**
         * @param counts none while the database does not answer
         * @param wasSettled whether the run was settled when the counting began, so that nothing is left out of it
         */
        void accept(Optional<StateCounts> counts, boolean wasSettled);
    }

    /** @param running what is to be counted, if anything is */
    BatchCounting(Context context, BatchMessages messages, Supplier<Optional<BatchRun>> running, Counted counted) {
        this.context = context;
        this.messages = messages;
        this.running = running;
        this.counted = counted;
    }

    void begin() {
        looking.cancel(false);
        looking = context.background().every(LOOK_AGAIN, this::look);
    }

    void end() {
        looking.cancel(false);
    }

    /** The batch that was counted concerns nobody any more. */
    void forget() {
        end();
        forgotten++;
        counting = false;
    }

    /** Counts now, unless that is being done. */
    void look() {
        if (!counting) {
            running.get().ifPresent(this::count);
        }
    }

    private void count(BatchRun run) {
        boolean isSettled = run.isSettled();
        if (run.reading().batch() == 0) {
            counted.accept(Optional.of(run.counts()), isSettled);
            return;
        }
        counting = true;
        int mine = forgotten;
        context.background().quietly(() -> messages.count(run.reading().batch()), only(mine, counts -> {
            hasFailed = false;
            counted.accept(counts, isSettled);
        }), only(mine, this::failed));
    }

    private <T> Consumer<T> only(int mine, Consumer<T> then) {
        return result -> {
            if (mine == forgotten) {
                counting = false;
                then.accept(result);
            }
        };
    }

    /** It is tried again, and told once. */
    private void failed(Throwable why) {
        if (!hasFailed) {
            hasFailed = true;
            context.background().report(why);
        }
    }
}
