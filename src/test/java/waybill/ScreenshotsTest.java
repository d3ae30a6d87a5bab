package waybill;

import java.nio.file.Path;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks through the main job and takes the pictures that the README shows; they are written to target/screenshots. */
class ScreenshotsTest {
    @TempDir private Path home;
    private Person person;

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void takesPicturesOfTheMainJob() {
        person = new Person(home);
        person.opensWaybill().awaits("createVaultButton");
        person.types("passphraseField", Person.PASSPHRASE).types("passphraseConfirm", Person.PASSPHRASE);
        person.awaits("passphraseStrength").photographs("create-vault");
        person.clicks("createVaultButton").awaits("registerButton").photographs("empty");
        person.clicks("practiceButton").awaits("saveButton").photographs("popup-default");
        person.chooses("authTypeChoice", 1).types("hmacHeader", "X-Signature").clicks("generateSecret");
        person.photographs("popup-hmac");
        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "200").photographs("popup-tested");
        person.clicks("saveButton").awaits("sendTestButton").clicks("sendTestButton").awaitsText("testResult", "200");
        person.photographs("destination");
        person.clicks("showDeliver").clicks("samplesButton").clicksOn("Auto policy").awaitsText("payloadCheck", "Valid");
        person.clicks("sendButton").awaitsText("sendResult", "Delivered").photographs("deliver");
        person.clicks("showReceiver").awaits("receiverRequests").photographs("receiver");
        person.clicks("showSettings").awaits("themeChoice").photographs("settings");
        person.chooses("themeChoice", 2).photographs("settings-dark");
        person.clicks("showDeliver").photographs("deliver-dark");
        person.clicks("showDestination").photographs("destination-dark");
        person.clicks("vaultState").awaits("lockButton").photographs("vault-dark");
        person.presses(KeyCode.ESCAPE).awaitsNo("lockButton");
        person.clicks("editButton").awaits("saveButton").photographs("popup-edit-dark");
        person.presses(KeyCode.ESCAPE).awaitsNo("saveButton");
        person.clicks("deleteButton").awaits("declineButton").photographs("delete-dark");
    }
}
