package waybill.ui.sending;

import java.time.Instant;

import waybill.delivery.Hold;
import waybill.delivery.MessageState;
import waybill.delivery.Sending;
import waybill.delivery.StateCounts;
import waybill.ui.Messages;

/** What the sending is at, in words. */
public final class SendingText {
    private final Messages messages;
    private final Quantities quantities;

    public SendingText(Messages messages) {
        this.messages = messages;
        this.quantities = new Quantities(messages);
    }

    /** For the status line; empty while there is nothing to say. */
    public String of(Sending.Status status, StateCounts counts) {
        long open = counts.of(MessageState.WAITING) + counts.of(MessageState.HELD);
        return switch (status.activity()) {
            case STOPPED -> "";
            case IDLE -> open == 0 ? "" : messages.text("sending.waiting", open);
            case SENDING -> messages.text("sending.SENDING", Math.max(1, open), quantities.number(status.perSecond()));
            case PAUSED -> messages.text("sending.PAUSED", open);
            case ON_HOLD -> messages.text("sending.ON_HOLD", open);
            case NO_DESTINATION -> messages.text("sending.NO_DESTINATION", open);
            case STORAGE_FAULT -> messages.text("sending.STORAGE_FAULT", open);
        };
    }

    /** Why the destination is on hold, and what to do. */
    public String of(Hold hold, Instant now) {
        String since = quantities.time(hold.since(), now);
        return switch (hold.reason()) {
            case GONE -> messages.text("hold.GONE", since);
            case FAILURES -> messages.text("hold.FAILURES", since, hold.failures());
        };
    }
}
