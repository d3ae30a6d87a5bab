package waybill.ui.destination;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Selection;
import waybill.delivery.Sending;
import waybill.destination.StorageException;
import waybill.intake.Intake;
import waybill.ui.Background;

/** What waits to be sent to the destination, and would go to another host or to none. */
public final class WaitingMessages {
    private static final MessageQuery WAITING = MessageQuery.all()
            .withStates(EnumSet.of(MessageState.WAITING, MessageState.HELD));

    /** For what is under way: whoever counts a batch meanwhile is to find what came of it. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

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

    /**
     * Cancels them, and what is just being handed in, then runs {@code change}; nothing is sent in between, nor anything that
     * was handed in meanwhile where the change leaves nobody to send it to. Blocks.
     */
    void cancelAround(Runnable change) {
        sending.whileStill(() -> {
            cancel();
            change.run();
        }, MOMENT);
        try {
            actions.finishCancelling(new Selection.These(List.of()));
        } catch (StorageException _) {
            // It is cancelled and the change is made. Whoever sends finds the same fault, and tells of it.
        }
    }

    /** Cancels them, and what is just being handed in. Only within {@link #cancelAround}. */
    void cancel() {
        intake.stop();
        actions.beginCancelling(new Selection.Matching(WAITING));
    }

    /** Runs {@code change}, from which on what waits goes to the destination that it registers. Blocks. */
    void around(Runnable change) {
        sending.whileStill(change, Duration.ZERO);
    }
}
