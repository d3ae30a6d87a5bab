package waybill.ui.deliver;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import waybill.delivery.DeliveryLog;
import waybill.delivery.FileMemory;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.StateCounts;
import waybill.intake.Intake;

/**
 * A batch that was not done when Waybill ended, or when the vault was locked.
 *
 * @param unread files of it that were not read to their end
 */
record LeftOver(long batch, StateCounts counts, List<FileMemory.Sighting> unread) {
    /** So far single messages may lie above it. */
    private static final int LOOKED_AT = 500;

    /** The newest one of which messages still wait. Blocks. */
    static Optional<LeftOver> find(DeliveryLog log, Intake intake) {
        var waiting = MessageQuery.all().withStates(EnumSet.of(MessageState.WAITING, MessageState.HELD));
        return log.page(waiting, 0L, LOOKED_AT).stream().map(MessageRow::batch).distinct()
                .map(batch -> new LeftOver(batch, log.count(MessageQuery.all().withBatch(batch)), intake.unfinished(batch)))
                .filter(found -> found.counts().total() > 1).findFirst();
    }
}
