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

    /** The body that came last, as text, and how many bytes it had. */
    Arrived lastBody() {
        person.clicks("showReceiver").awaits("receiverRequests");
        var body = WindowThread.call(() -> {
            var latest = (ReceivedRequest) ((TableView<?>) Screen.find("receiverRequests").orElseThrow()).getItems().getFirst();
            return new Arrived(latest.body().shown(), latest.body().size());
        });
        person.clicks("showDeliver").awaits("payloadEditor");
        return body;
    }

    /** What bytes that are no UTF-8 read as is the replacement character. */
    record Arrived(String text, long size) {
        static Arrived of(byte[] bytes) {
            return new Arrived(new String(bytes, StandardCharsets.UTF_8), bytes.length);
        }
    }
}
