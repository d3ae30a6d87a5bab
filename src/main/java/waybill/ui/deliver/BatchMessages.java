package waybill.ui.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import waybill.delivery.DeliveryActions;
import waybill.delivery.MessageQuery;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.ui.Context;
import waybill.ui.sending.SendingModel;

/** The messages of batches, in the queue and in the log. */
record BatchMessages(Context context, SendingModel sending) {
    /** Longer than any exchange takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** None while the database does not answer: the worker tells of that. Blocks. */
    Optional<StateCounts> count(long batch) {
        try {
            return Optional.of(sending.ports().log().count(MessageQuery.all().withBatch(batch)));
        } catch (StorageException _) {
            return Optional.empty();
        }
    }

    /**
     * Cancels, in the background, what waits of a batch, of which nothing is sent any more; then runs {@code done}, when what
     * came of its attempts under way is written.
     *
     * @param batch ends the reading of its files first, and says its number; 0 where nothing was handed in. May block
     * @param begun run in the background as soon as nothing of it can be sent any more, and before anything else is
     */
    void cancel(LongSupplier batch, Runnable begun, Runnable done, Consumer<Throwable> failed) {
        context.background().run(context.text("batch.cancelling"), () -> {
            sending.ports().sending().whileStill(() -> {
                cancel(batch.getAsLong());
                begun.run();
            }, PATIENCE);
            mark();
            return true;
        }, _ -> {
            sending.logChanged();
            done.run();
        }, failed);
    }

    private void mark() {
        try {
            sending.ports().actions().finishCancelling(new Selection.These(List.of()));
        } catch (StorageException _) {
            // It is cancelled. The worker finds the same fault, and tells of it.
        }
    }

    private void cancel(long batch) {
        if (batch != 0) {
            var all = new Selection.Matching(MessageQuery.all().withBatch(batch));
            sending.ports().actions().beginCancelling(all);
        }
    }
}
