package waybill.ui.deliver;

import java.time.Instant;

import waybill.delivery.MessageRow;
import waybill.delivery.Sending;
import waybill.ui.Messages;
import waybill.ui.sending.Quantities;

/** Where an accepted message is on its way, in a sentence. */
final class MessageText {
    private final Messages messages;
    private final Quantities quantities;

    MessageText(Messages messages) {
        this.messages = messages;
        this.quantities = new Quantities(messages);
    }

    String of(MessageRow row, Sending.Status status, Instant now) {
        String answer = row.latest().map(latest -> latest.answer().searchText().strip()).orElse("");
        return switch (row.state()) {
            case DELIVERED -> messages.text("sent.DELIVERED", row.id(), answer,
                    row.latest().map(latest -> quantities.number(Math.round(latest.duration().toNanos() / 1e6))).orElse(""));
            case FAILED -> messages.text("sent.FAILED", row.id(), answer, row.attempts());
            case CANCELLED -> messages.text("sent.CANCELLED", row.id());
            case HELD -> messages.text("sent.HELD", row.id());
            case WAITING -> waiting(row, status, answer, now);
        };
    }

    private String waiting(MessageRow row, Sending.Status status, String answer, Instant now) {
        if (status.isPaused()) {
            return messages.text("sent.paused", row.id());
        }
        if (status.fault().isPresent()) {
            return messages.text("sent.fault", row.id());
        }
        if (row.latest().isEmpty()) {
            return messages.text("sent.WAITING", row.id());
        }
        return messages.text("sent.retry", row.id(), answer,
                row.due().map(due -> quantities.time(due, now)).orElse(""));
    }
}
