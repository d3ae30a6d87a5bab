package waybill;

import java.nio.charset.StandardCharsets;

import javafx.scene.control.TableView;

import waybill.receiver.PracticeAnswer.Kind;
import waybill.receiver.ReceivedRequest;

/** A person whose destination is the practice receiver, and what that receiver got. */
final class Practised {
    private final Person person;

    private Practised(Person person) {
        this.person = person;
    }

    /** Starts Waybill anew, registers the receiver, and goes to the Deliver page. */
    static Practised opensAndRegisters(Person person) {
        person.opensANewWaybill().clicks("practiceButton").awaits("saveButton").clicks("saveButton").awaits("sendTestButton");
        // So that its page, which has the table of requests, is there.
        person.clicks("showReceiver").awaits("receiverRequests").clicks("showDeliver").awaits("payloadEditor");
        return new Practised(person);
    }

    /** Lets the receiver answer so from now on. */
    Practised answers(Kind kind, int seconds) {
        person.clicks("showReceiver").selects("receiverAnswer", kind).fillsSpinner("receiverDelay", String.valueOf(seconds));
        person.clicks("showDeliver").awaits("payloadEditor");
        return this;
    }

    /** The body that came last, as it came. */
    byte[] lastBody() {
        person.clicks("showReceiver").awaits("receiverRequests");
        byte[] body = WindowThread.call(() -> {
            var latest = (ReceivedRequest) ((TableView<?>) Screen.find("receiverRequests").orElseThrow()).getItems().getFirst();
            return latest.body().shown().getBytes(StandardCharsets.UTF_8);
        });
        person.clicks("showDeliver").awaits("payloadEditor");
        return body;
    }
}
