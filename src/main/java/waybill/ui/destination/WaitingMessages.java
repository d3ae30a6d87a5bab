package waybill.ui.destination;

import java.util.EnumSet;
import java.util.function.Consumer;

import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Selection;
import waybill.ui.Background;

/** What waits to be sent to the destination, and would go to another host or to none. */
public final class WaitingMessages {
    private static final MessageQuery WAITING = MessageQuery.all()
            .withStates(EnumSet.of(MessageState.WAITING, MessageState.HELD));

    private final Background background;
    private final DeliveryLog log;
    private final DeliveryActions actions;

    public WaitingMessages(Background background, DeliveryLog log, DeliveryActions actions) {
        this.background = background;
        this.log = log;
        this.actions = actions;
    }

    /** Tells {@code counted} how many there are. */
    void count(Consumer<Long> counted, Consumer<Throwable> failed) {
        background.quietly(() -> log.count(WAITING).total(), counted, failed);
    }

    /** Nothing more is sent of them. Blocks. */
    void cancel() {
        actions.cancel(new Selection.Matching(WAITING), Progress.unseen());
    }
}
