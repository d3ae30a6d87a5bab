package waybill.ui.destination;

import java.time.Duration;
import java.time.Instant;

import waybill.destination.Readiness;
import waybill.ui.Messages;

/** "Ready · 2 min ago": the readiness of the destination with the time since it was seen. */
final class StatusText {
    private final Messages messages;

    StatusText(Messages messages) {
        this.messages = messages;
    }

    String of(Readiness readiness, Instant now) {
        String state = messages.text("status." + readiness.state());
        return readiness.at().map(at -> state + " · " + since(Duration.between(at, now))).orElse(state);
    }

    private String since(Duration time) {
        if (time.toMinutes() < 1) {
            return messages.text("since.now");
        }
        if (time.toHours() < 1) {
            return messages.text("since.minutes", time.toMinutes());
        }
        if (time.toDays() < 1) {
            return messages.text("since.hours", time.toHours());
        }
        return messages.text("since.days", time.toDays());
    }
}
