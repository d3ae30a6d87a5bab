package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import waybill.receiver.PracticeAnswer.Kind;

/** Many messages at once, against the practice receiver; each test goes on where the one before ended. */
@ExtendWith(AtTheEditor.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliverBatchTest {
    private final Person person;
    private final Practised practised;
    private final Path home;

    DeliverBatchTest(Person person, Practised practised, Path home) {
        this.person = person;
        this.practised = practised;
        this.home = home;
    }

    @Test
    @Order(1)
    void saysWhatTheFilesHoldBeforeAnythingIsSent() throws IOException {
        Path folder = Files.createDirectory(home.resolve("policies"));
        Files.writeString(folder.resolve("a.json"), "{\"a\":1}");
        Files.writeString(folder.resolve("b.json"), "{\n \"b\":}");
        person.pastesFiles(folder, lines("orders.jsonl", 5)).awaits("batchPreview");

        assertThat(person.reads("batchSummary")).startsWith("7 messages, ").endsWith("the largest 8 B.");
        assertThat(WindowThread.call(() -> ((ListView<?>) node("batchRefused")).getItems().toString()))
                .contains("b.json: Line 2, column 6: this may not stand here in JSON");
        assertThat(person.reads("batchSendButton")).isEqualTo("Send 6 messages");
        person.photographs("batch-preview");
        person.clicks("asItIsChoice").awaitsText("batchSendButton", "Send 7 messages").clicks("leaveOutChoice");
    }

    @Test
    @Order(2)
    void sendsThemAndSumsUp() {
        person.clicks("batchSendButton").awaits("batchCloseButton");

        assertThat(person.reads("batchText"))
                .matches("6 messages in .*: 6 delivered, 0 failed, 0 cancelled\\. 1 message was left out\\.");
        person.photographs("batch-summary");
        person.clicks("batchShowButton").awaits("deliveriesPage").clicks("showDeliver");
        person.clicks("batchCloseButton").awaitsNo("batchPanel");
    }

    @Test
    @Order(3)
    void letsARepeatedFileBeLeftOut() throws IOException {
        person.pastesFiles(home.resolve("orders.jsonl"), lines("more.jsonl", 3)).awaitsText("batchRepeated",
                "orders.jsonl was sent before, at ");
        assertThat(person.reads("batchSendButton")).isEqualTo("Send 3 messages");
        assertThat(person.focus()).isEqualTo("batchSendButton");
        person.clicks("sendAgainChoice").awaitsText("batchSendButton", "Send 8 messages").clicks("leaveAgainOutChoice");
        person.photographs("batch-repeated").clicks("batchSendButton").awaits("batchCloseButton");

        assertThat(person.reads("batchText"))
                .matches("3 messages in .*: 3 delivered, 0 failed, 0 cancelled\\. 1 file was left out, as sent before\\.");
        person.clicks("batchCloseButton").awaitsNo("batchPanel");
    }

    @Test
    @Order(4)
    void pausesResumesAndCancels() throws IOException {
        practised.answers(Kind.OK_200, 1);
        person.pastesFiles(lines("slow.jsonl", 200)).awaits("batchPreview").clicks("batchSendButton");
        person.awaits("some that are done", () -> person.reads("batchText").matches("[1-9]\\d* of 200 done, 0 .*"));
        person.photographs("batch-running");

        person.clicks("batchPauseButton").awaits("pausedBanner").awaitsText("batchPauseButton", "Resume");
        assertThat(person.reads("batchPace")).isEqualTo("Paused");
        person.pastesFiles(lines("late.jsonl", 2)).awaitsText("alertText", "Another batch is not over yet");
        person.clicks("confirmButton").awaitsNo("alertText");
        person.clicks("batchPauseButton").awaitsNo("pausedBanner").awaitsText("batchPace", " left");
        person.clicks("batchCancelButton").awaitsText("alertText", "They stay in the log as cancelled").clicks("confirmButton");

        person.awaits("batchCloseButton");
        assertThat(person.reads("batchText")).matches("200 messages in .* cancelled\\.").doesNotContain(" 0 cancelled");
        person.clicks("batchCloseButton").awaitsNo("batchPanel");
    }

    @Test
    @Order(5)
    void tellsOfTheEndOnAnotherPage() throws IOException {
        person.pastesFiles(lines("few.jsonl", 24)).awaits("batchPreview").clicks("batchSendButton").awaits("batchPanel");
        person.clicks("showSettings").awaits("settingsPage");

        person.awaits("the notice", () -> WindowThread.call(() -> Screen.findText("A batch has ended").isPresent()));

        person.clicks("vaultState").awaits("lockButton").presses(KeyCode.ESCAPE).awaitsNo("lockButton");
        person.photographs("notice-batch");
        person.clicks("showDeliver").awaits("batchCloseButton");
        assertThat(WindowThread.call(() -> Screen.findText("A batch has ended"))).as("a notice over this page").isEmpty();
        person.clicks("batchCloseButton");
        practised.answers(Kind.OK_200, 0);
    }

    @Test
    @Order(6)
    void rehearsesTheScheduleInSeconds() {
        practised.answers(Kind.SERVER_ERROR_500, 0);
        person.fills("payloadEditor", "{}").clicks("rehearseButton").awaits("rehearsalSteps");

        person.awaits("four attempts", () -> steps().contains("Attempt 4, ") && steps().endsWith("No further attempt."));

        assertThat(steps()).contains("Attempt 1, 0 s after the first: 500 Internal Server Error. The next after ");
        person.photographs("rehearsal");
        // Once more while it is shown, as by the keyboard where a popover leaves that to its window: in place of the first, not over it.
        WindowThread.run(() -> ((ButtonBase) node("rehearseButton")).fire());
        person.awaits("another", () -> !steps().contains("Attempt 4, "));
        person.presses(KeyCode.ESCAPE).awaitsNo("rehearsalSteps");
        person.clicks("showReceiver").clicks("receiverToggle");
        person.awaitsText("receiverToggle", "Start").clicks("showDeliver");
        assertThat(person.sees("rehearseButton")).isFalse();
    }

    @Test
    @Order(7)
    void goesOnWithABatchAfterARestart() throws IOException {
        person.pastesFiles(lines("rest.jsonl", 30)).awaits("batchPreview").clicks("batchSendButton").awaits("batchPanel");
        person.awaitsText("batchText", " of 30 done").restarts().awaits("sendTestButton").clicks("showDeliver");

        person.awaitsText("batchText", "of 30 done of what was left to be sent");
        assertThat(person.sees("batchPauseButton")).isTrue();
        person.clicks("batchCancelButton").clicks("confirmButton").awaits("batchCloseButton");

        assertThat(person.reads("batchText")).startsWith("30 messages left from before: ").endsWith("cancelled.");
    }

    @Test
    @Order(8)
    void saysHowMuchAMessageMayHaveAndWhatToDo() throws IOException {
        person.pastesFiles(Files.writeString(home.resolve("small.json"), "1"),
                Files.write(home.resolve("large.json"), new byte[32_000_000])).awaits("batchPreview");

        assertThat(WindowThread.call(() -> ((ListView<?>) node("batchRefused")).getItems().toString()))
                .isEqualTo("[large.json: 32,000,000 bytes, and a message may have at most 20,971,520: split it]");
        assertThat(person.reads("batchSendButton")).isEqualTo("Send 1 message");
        person.clicks("batchBackButton").awaitsNo("batchPreview");
    }

    private static String steps() {
        return WindowThread.call(() -> Screen.nodes(node("rehearsalSteps")).filter(javafx.scene.control.Label.class::isInstance)
                .map(Screen::text).collect(Collectors.joining("\n")));
    }

    private static Node node(String id) {
        return Screen.find(id).orElseThrow();
    }

    private Path lines(String name, int count) throws IOException {
        return Files.writeString(home.resolve(name),
                IntStream.range(0, count).mapToObj(i -> "{\"n\":" + i + "}\n").collect(Collectors.joining()));
    }
}
