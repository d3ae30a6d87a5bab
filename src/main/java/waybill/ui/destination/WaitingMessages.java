package waybill.ui.destination;

import java.util.EnumSet;
import java.util.function.Consumer;

import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Selection;
import waybill.delivery.Sending;
import waybill.intake.Intake;
import waybill.ui.Background;

/** What waits to be sent to the destination, and would go to another host or to none. */
public final class WaitingMessages {
    private static final MessageQuery WAITING = MessageQuery.all()
            .withStates(EnumSet.of(MessageState.WAITING, MessageState.HELD));

    private final Background background;
    private final DeliveryLog log;
    private final DeliveryActions actions;
    private final Sending sending;
    private final Intake intake;

    public WaitingMessages(Background background, DeliveryLog log, DeliveryActions actions, Sending sending, Intake intake) {
        this.background = background;
        this.log = log;
        this.actions = actions;
        this.sending = sending;
        this.intake = intake;
    }

    /** Tells {@code counted} how many there are. */
    void count(Consumer<Long> counted, Consumer<Throwable> failed) {
        background.quietly(() -> log.count(WAITING).total(), counted, failed);
    }

    /** Nothing more is sent of them, nor of what is just being handed in. Blocks. */
    void cancel() {
        intake.stop();
        actions.cancel(new Selection.Matching(WAITING), Progress.unseen());
        targetChanged();
    }

    /** Those that were read for the destination before go to the one that is registered now. Blocks for a moment. */
    void targetChanged() {
        sending.targetChanged();
    }
}
