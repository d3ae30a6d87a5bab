package waybill;

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
        person.clicks("batchSendButton").awaitsText("alertText", "lines of these files were handed in before");
        person.clicks("confirmButton").awaits("batchPanel");

        person.awaits("less than the whole file", () -> !person.reads("batchText").contains("of 150,000"));
    }
}
