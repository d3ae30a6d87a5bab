package waybill.ui.deliver;

import java.util.EnumSet;
import java.util.Optional;

import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.StateCounts;

/** A batch that was not done when Waybill ended, or when the vault was locked. */
record LeftOver(long batch, StateCounts counts) {
    /** So far single messages may lie above it. */
    private static final int LOOKED_AT = 500;

    /** The newest one of which messages still wait. Blocks. */
    static Optional<LeftOver> find(DeliveryLog log) {
        var waiting = MessageQuery.all().withStates(EnumSet.of(MessageState.WAITING, MessageState.HELD));
        return log.page(waiting, 0L, LOOKED_AT).stream().map(MessageRow::batch).distinct()
                .map(batch -> new LeftOver(batch, log.count(MessageQuery.all().withBatch(batch))))
                .filter(found -> found.counts().total() > 1).findFirst();
    }
}
