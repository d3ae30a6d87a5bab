package waybill.ui.deliver;

import java.util.Optional;

import waybill.delivery.DeliveryActions;
import waybill.delivery.MessageQuery;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.ui.Context;
import waybill.ui.sending.SendingModel;

/** The messages of batches, in the queue and in the log. */
record BatchMessages(Context context, SendingModel sending) {
    /** None while the database does not answer: the worker tells of that. Blocks. */
    Optional<StateCounts> count(long batch) {
        try {
            return Optional.of(sending.ports().log().count(MessageQuery.all().withBatch(batch)));
        } catch (StorageException _) {
            return Optional.empty();
        }
    }

    /** Cancels, in the background, what waits of {@code run}. */
    void cancel(BatchRun run) {
        if (run.reading().batch() != 0) {
            var all = new Selection.Matching(MessageQuery.all().withBatch(run.reading().batch()));
            context.background().run(context.text("batch.cancelling"), () -> {
                long cancelled = sending.ports().actions().cancel(all, DeliveryActions.Progress.unseen());
                // What was read ahead of it is not to be sent either.
                sending.ports().sending().wake();
                return cancelled;
            }, _ -> sending.logChanged(), context.background()::report);
        }
    }
}
