package waybill.ui.destination;

import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Selection;
import waybill.ui.Context;
import waybill.ui.sending.DeliveryPorts;

/** What waits to be sent to the destination, and would go to another host, or to none. */
public final class WaitingMessages {
    private static final MessageQuery WAITING = MessageQuery.all()
            .withStates(EnumSet.of(MessageState.WAITING, MessageState.HELD));

    private final Context context;
    private final DeliveryPorts ports;

    public WaitingMessages(Context context, DeliveryPorts ports) {
        this.context = context;
        this.ports = ports;
    }

    /** Tells {@code counted} how many there are, on the window's thread. */
    void count(LongConsumer counted, Consumer<Throwable> failed) {
        context.background().quietly(() -> ports.log().count(WAITING).total(), counted::accept, failed);
    }

    /** Nothing more is sent of them. Blocks. */
    void cancel() {
        ports.actions().cancel(new Selection.Matching(WAITING), Progress.unseen());
    }
}
