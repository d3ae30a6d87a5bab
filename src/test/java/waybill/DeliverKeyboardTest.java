package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import waybill.receiver.PracticeAnswer.Kind;

/** The Deliver page with the keyboard alone; each test goes on where the one before ended. */
@ExtendWith(AtTheEditor.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliverKeyboardTest {
    private final Person person;
    private final Practised practised;
    private final Path home;

    DeliverKeyboardTest(Person person, Practised practised, Path home) {
        this.person = person;
        this.practised = practised;
        this.home = home;
    }

    @Test
    @Order(1)
    void ctrlEnterSendsFromWithinTheEditor() {
        assertThat(person.reads("editorKeys")).isEqualTo("Ctrl+Enter sends, Ctrl+Tab leaves the editor");
        person.tabsTo("payloadEditor").writes("{\"a\":1}").presses(KeyCode.CONTROL, KeyCode.ENTER);

        person.awaitsText("sendResult", "Delivered as msg_").awaitsFocus("payloadEditor");
        assertThat(person.reads("payloadEditor")).isEqualTo("{\"a\":1}");
    }

    @Test
    @Order(2)
    void ctrlEnterSendsOnceHoweverLongItIsHeld() {
        holdsTheSendKey();
        person.awaits("another message", () -> !isSending()).awaitsText("sendResult", "Delivered as msg_");
        holdsTheSendKey();

        person.clicks("showDeliveries").awaitsText("deliveryCount", "2 messages").clicks("showDeliver");
        person.tabsTo("payloadEditor").presses(KeyCode.CONTROL, KeyCode.ENTER);
        person.clicks("showDeliveries").awaitsText("deliveryCount", "3 messages").clicks("showDeliver");
    }

    @Test
    @Order(3)
    void forgetsARefusalOnceTheTextIsAnother() {
        person.tabsTo("payloadEditor").presses(KeyCode.CONTROL, KeyCode.END).writes("}").presses(KeyCode.CONTROL,
                KeyCode.ENTER);
        person.awaitsText("sendResult", "Not sent, since it is not JSON. Line 1, column 8");
        person.awaitsText("payloadCheck", "Line 1, column 8");
        assertThat(person.sees("sendResult")).as("while the text is the same").isTrue();

        person.presses(KeyCode.CONTROL, KeyCode.END).presses(KeyCode.BACK_SPACE).awaitsText("payloadCheck", "Valid JSON");

        person.awaitsNo("sendResult");
    }

    @Test
    @Order(4)
    void findsAndGoesBackFromAnywhereInTheBar() {
        person.presses(KeyCode.CONTROL, KeyCode.F).awaitsFocus("findField").writes("a").awaitsText("findCount", "1 of 1");
        person.presses(KeyCode.TAB).awaitsFocus("findPrevious").presses(KeyCode.TAB).awaitsFocus("findNext");

        person.presses(KeyCode.ESCAPE).awaitsNo("findField").awaitsFocus("payloadEditor");
    }

    @Test
    @Order(5)
    void reachesTheSamples() {
        person.presses(KeyCode.ESCAPE).presses(KeyCode.TAB).awaitsFocus("sendButton").tabsTo("samplesButton");
        person.presses(KeyCode.SPACE).awaits("sampleTestEvent").presses(KeyCode.ESCAPE).awaitsNo("sampleTestEvent");
        person.awaitsFocus("samplesButton").presses(KeyCode.SPACE).awaits("sampleTestEvent").presses(KeyCode.DOWN);
        person.presses(KeyCode.ENTER).awaitsFocus("declineButton").tabsTo("confirmButton").presses(KeyCode.SPACE);

        person.awaitsText("payloadCheck", "Valid JSON").awaitsText("payloadNote", "Sent byte for byte");
    }

    @Test
    @Order(6)
    void escLeavesThePreview() throws IOException {
        person.copiesFiles(lines("bad.jsonl", 2, "oops\n")).tabsTo("payloadEditor").presses(KeyCode.CONTROL, KeyCode.V);
        person.awaitsFocus("batchSendButton").tabsTo("batchRefused");

        person.presses(KeyCode.ESCAPE).awaitsNo("batchPreview").awaitsFocus("payloadEditor");
    }

    @Test
    @Order(7)
    void pausesResumesAndCancelsABatch() throws IOException {
        practised.answers(Kind.OK_200, 1);
        person.copiesFiles(lines("slow.jsonl", 60, "oops\n")).tabsTo("payloadEditor").presses(KeyCode.CONTROL, KeyCode.V);
        person.awaitsFocus("batchSendButton").tabsTo("leaveOutChoice").presses(KeyCode.DOWN);
        person.awaitsText("batchSendButton", "Send 61 messages").presses(KeyCode.UP);
        person.awaitsText("batchSendButton", "Send 60 messages").tabsTo("batchSendButton").presses(KeyCode.SPACE);
        person.awaitsFocus("payloadEditor").presses(KeyCode.CONTROL, KeyCode.TAB).tabsTo("batchPauseButton");

        person.presses(KeyCode.SPACE).awaitsText("batchPace", "Paused").awaitsFocus("batchPauseButton");
        person.presses(KeyCode.SPACE).awaitsText("batchPauseButton", "Pause").awaitsNo("pausedBanner");
        person.presses(KeyCode.TAB).awaitsFocus("batchCancelButton").presses(KeyCode.SPACE).awaitsFocus("declineButton");
        person.presses(KeyCode.ESCAPE).awaitsNo("declineButton").awaitsFocus("batchCancelButton").presses(KeyCode.SPACE);
        person.awaitsFocus("declineButton").tabsTo("confirmButton").presses(KeyCode.SPACE);

        person.awaits("batchCloseButton").awaitsFocus("batchShowButton");
        person.presses(KeyCode.TAB).awaitsFocus("batchCloseButton").presses(KeyCode.SPACE).awaitsFocus("payloadEditor");
    }

    /** As the keyboard repeats it; it is not let go. */
    private static void holdsTheSendKey() {
        WindowThread.run(() -> {
            Node focused = Screen.focusedWindow().getScene().getFocusOwner();
            Event.fireEvent(focused, new KeyEvent(KeyEvent.KEY_PRESSED, "\r", "\r", KeyCode.ENTER, false, true, false, false));
        });
    }

    private boolean isSending() {
        return person.reads("sendButton").equals("Sending…");
    }

    private Path lines(String name, int count, String end) throws IOException {
        return Files.writeString(home.resolve(name),
                IntStream.range(0, count).mapToObj(i -> "{\"n\":" + i + "}\n").collect(Collectors.joining("", "", end)));
    }
}
