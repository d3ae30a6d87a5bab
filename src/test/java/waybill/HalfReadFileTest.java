package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large file whose reading was ended half-way, chosen again. */
class HalfReadFileTest {
    private static final int LINES = 150_000;

    @TempDir private Path folder;
    private Person person;

    @BeforeEach
    void register() {
        person = new Person(folder.resolve("home"));
        person.opensANewWaybill().clicks("registerButton").fills("urlField", "https://one.example/in").clicks("saveButton");
        person.awaits("sendTestButton").clicks("showDeliver").awaits("payloadEditor");
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void asksWhetherToGoOnBehindWhatIsHandedIn() throws IOException {
        Path many = Files.writeString(folder.resolve("many.jsonl"), "{\"policy\":1}\n".repeat(LINES));
        person.pastesFiles(many).awaits("batchPreview").clicks("batchSendButton").awaits("batchCancelButton");
        person.awaits("the first messages", () -> !person.reads("batchText").contains("; 0 read so far"));
        person.clicks("batchCancelButton").clicks("confirmButton").awaits("batchCloseButton").clicks("batchCloseButton");

        person.pastesFiles(many).awaitsText("batchRepeated", "many.jsonl was begun before, at ");
        person.awaitsText("batchCancelledBefore", "messages that were handed in with them were cancelled and not delivered.");
        person.clicks("batchSendButton").awaitsText("alertText", "lines of these files were handed in before");
        person.awaitsText("alertText", "of that batch were cancelled and not delivered.").photographs("batch-half-cancelled");
        person.clicks("confirmButton").awaits("batchPanel");

        person.awaits("less than the whole file", () -> !person.reads("batchText").contains("of 150,000"));
    }

    @Test
    void isNamedAfterAnEndInItsMidst() throws IOException {
        Path many = Files.writeString(folder.resolve("many.jsonl"), "{\"policy\":1}\n".repeat(LINES));
        person.clicks("pauseButton").awaits("pausedBanner");
        person.pastesFiles(many).awaits("batchPreview").clicks("batchSendButton").awaits("batchCancelButton");
        person.awaits("the first messages", () -> !person.reads("batchText").contains("; 0 read so far"));
        assertThat(person.sees("batchUnread")).isFalse();
        person.quits();

        person = new Person(folder.resolve("home"));
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("showDeliver").clicks("showDeliver").awaitsText("batchUnread", "many.jsonl was read only up to line ");
        person.photographs("batch-unread");
    }

    @Test
    void leavesTheChoiceToThePersonWhereSomeOfAFileWasCancelled() throws IOException {
        Path few = Files.writeString(folder.resolve("few.jsonl"), "{\"policy\":1}\n".repeat(5));
        person.clicks("pauseButton").awaits("pausedBanner");
        person.pastesFiles(few).awaits("batchPreview").clicks("batchSendButton").awaits("batchCancelButton");
        person.awaits("all of it", () -> person.reads("batchText").equals("0 of 5 done, 0 of them failed"));
        person.clicks("batchCancelButton").clicks("confirmButton").awaits("batchCloseButton").clicks("batchCloseButton");

        person.pastesFiles(few).awaitsText("batchCancelledBefore",
                "5 messages that were handed in with them were cancelled and not delivered.");
        assertThat(person.reads("batchSendButton")).isEqualTo("Choose above first");
        assertThat(person.focus()).isEqualTo("leaveAgainOutChoice");
        assertThat(WindowThread.call(() -> Screen.find("batchSendButton").orElseThrow().isDisabled())).isTrue();
        person.photographs("batch-cancelled-before");

        person.clicks("sendAgainChoice").awaitsText("batchSendButton", "Send 5 messages").clicks("batchSendButton");
        person.awaitsText("batchText", "0 of 5 done, 0 of them failed");
    }
}
