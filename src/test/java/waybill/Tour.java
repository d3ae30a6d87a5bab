package waybill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import waybill.receiver.PracticeAnswer.Kind;
import waybill.store.AlteredVault;
import waybill.store.FilledLog;
import waybill.vault.FakeKeychain;

/** Goes through every view of the application once, in a window as small as it may be, and says where it is. */
final class Tour {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 520;

    private final Path home;
    private final Person person;
    private final Consumer<String> stop;

    /** @param stop told the view that is in front: the name of its FXML file, or another with a space in it */
    Tour(Path folder, Consumer<String> stop) {
        home = folder.resolve("home");
        this.person = new Person(home);
        this.stop = stop;
    }

    void go() {
        try {
            createVault();
            registerPopup();
            registered();
            otherPages();
            vaultSection();
            editPopup();
            log();
            locked();
            lockedByHand();
            refused();
            unreadable();
        } finally {
            person.quits();
        }
    }

    private void createVault() {
        person.opensWaybill().awaits("createVaultButton");
        shrink();
        stop.accept("MainWindow");
        person.fills("passphraseField", "short").clicks("createVaultButton").awaits("passphraseError");
        person.awaitsText("passphraseStrength", "eak");
        stop.accept("CreateVault");
        person.setsThePassphrase().awaits("registerButton");
        stop.accept("EmptyDestination");
    }

    private void registerPopup() {
        person.clicks("practiceButton").awaits("saveButton");
        stop.accept("wide popup");
        shrink();
        person.clicksOn("Trusted certificate (optional)");
        for (int type = 0; type < 5; type++) {
            person.chooses("authTypeChoice", type).clicks("saveButton");
            if (type == 0) {
                person.awaits("sendTestButton").clicks("deleteButton").awaits("alertText");
                stop.accept("a question");
                person.clicks("confirmButton").clicks("registerButton").awaits("saveButton");
                shrink();
            } else {
                stop.accept("DestinationDialog");
            }
        }
        person.presses(KeyCode.ESCAPE).awaits("confirmButton");
        stop.accept("the question whether to close");
        person.clicks("confirmButton").awaitsNo("saveButton");
    }

    private void registered() {
        person.clicks("practiceButton").awaits("saveButton").chooses("authTypeChoice", 1).fills("hmacHeader", "X-Signature");
        person.fills("hmacSecret", " secret with spaces ").clicks("dialogTestButton").awaitsText("dialogTestResult", "200");
        shrink();
        stop.accept("the popup with a result");
        person.clicks("saveButton").awaits("sendTestButton");
        person.clicks("sendTestButton").awaitsText("testResult", "200").clicks("copyCurlButton").awaits("pageNote");
        stop.accept("RegisteredDestination");
        person.clicks("vaultState").awaits("vaultExplanation");
        stop.accept("the explanation of the vault");
        person.presses(KeyCode.ESCAPE).awaitsNo("vaultExplanation");
    }

    private void otherPages() {
        deliverPage();
        person.clicks("showDeliveries").awaits("deliveriesPage");
        stop.accept("DeliveriesPage");
        person.clicks("showSettings").awaits("settingsPage");
        person.awaits("retryDrawing").fillsSpinner("retryCount", "20").fillsSpinner("retentionMegabytes", "5");
        stop.accept("SettingsPage");
        stop.accept("DeliverySettingsView");
        stop.accept("RetentionView");
        person.fillsSpinner("retryCount", "3");
        person.clicks("showReceiver").awaits("receiverPage");
        person.selects("receiverAnswer", Kind.TOO_MANY_429).awaits("receiverRetryAfter");
        stop.accept("ReceiverPage");
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start").clicks("showDestination");
        person.awaits("practiceBanner");
        stop.accept("the page with the receiver stopped");
    }

    private void vaultSection() {
        person.willChoose(home.resolveSibling("tour.waybill")).clicks("showSettings").awaits("lockNowButton");
        stop.accept("VaultSection");
        person.clicks("changePassphraseButton").fills("presentPassphrase", "wrong").fills("newPassphrase", "short");
        person.clicks("confirmButton").awaits("newPassphraseError").fills("newPassphrase", "long enough 1");
        person.clicks("confirmButton").awaits("newPassphraseConfirmError").fills("newPassphraseConfirm", "long enough 1");
        person.clicks("confirmButton").awaits("vaultDialogError");
        stop.accept("PassphraseDialog");
        person.clicks("declineButton").awaitsNo("vaultDialog");
        person.clicks("recoveryKeyButton").fills("presentPassphrase", Person.PASSPHRASE).clicks("confirmButton");
        person.awaits("recoveryKeyText").clicks("confirmButton").awaits("recoveryGroupFirstError");
        stop.accept("RecoveryKeyDialog");
        person.clicks("declineButton").awaitsText("alertText", "not shown again").awaits("declineButton");
        stop.accept("the question about an unchecked recovery key");
        person.presses(KeyCode.ESCAPE).awaitsNo("alertText");
        RecoveryGroups.type(person, person.reads("recoveryKeyText"));
        person.clicks("confirmButton").awaitsNo("recoveryKeyText");
        person.clicks("backUpButton").fills("newPassphrase", "backup passphrase");
        person.fills("newPassphraseConfirm", "backup passphrase").awaits("newPassphraseStrength").clicks("confirmButton");
        person.awaitsText("alertText", "tour.waybill holds this").clicks("confirmButton").awaitsNo("alertText");
        person.clicks("restoreButton").awaits("presentPassphrase");
        stop.accept("looking into a backup");
        person.fills("presentPassphrase", "backup passphrase").clicks("confirmButton").awaitsText("alertText", "takes the place");
        stop.accept("what is in a backup");
        person.clicks("declineButton").awaitsNo("vaultDialog").clicks("showDestination");
    }

    /** A vault of its own, which a keychain opens. */
    private void lockedByHand() {
        var other = new Person(home.resolve("keychain"), FakeKeychain.ready());
        try {
            other.opensWaybill().awaits("registerButton").clicks("vaultState").clicks("lockButton").awaits("unlockButton");
            shrink();
            stop.accept("LockedVault");
        } finally {
            other.quits();
        }
    }

    private void deliverPage() {
        person.clicks("showDeliver").awaits("deliverPage").clicks("pauseButton").awaits("pausedBanner");
        stop.accept("DeliverPage");
        person.clicks("payloadEditor").presses(KeyCode.CONTROL, KeyCode.F).awaits("findField").fills("payloadEditor", "{\n oops");
        person.awaitsText("payloadCheck", "Line 2").clicks("sendButton").awaits("sendResult");
        stop.accept("PayloadEditor");
        person.fills("payloadEditor", "{}").awaitsText("payloadCheck", "Valid").clicks("sendButton").awaits("showInDeliveries");
        stop.accept("SendPane");
        person.pastesFiles(file("not.json", "{"), file("lines.jsonl", "1\n2\n")).awaits("batchPreview");
        stop.accept("BatchPreview");
        person.presses(KeyCode.ESCAPE).awaitsNo("batchPreview").pastesFiles(folder()).awaits("batchPassedOver");
        stop.accept("a preview with much to say");
        person.clicks("batchBackButton").awaitsNo("batchPreview");
        person.pastesFiles(home.resolve("not.json"), home.resolve("lines.jsonl")).awaits("batchPreview");
        person.clicks("batchSendButton").awaits("batchPanel").awaitsText("batchText", "0 of 2 done");
        stop.accept("BatchPanel");
        person.clicks("pauseButton").awaits("batchCloseButton").clicks("rehearseButton").awaits("rehearsalSteps");
        stop.accept("the summary of a batch, and a rehearsal");
        person.presses(KeyCode.ESCAPE).awaitsNo("rehearsalSteps");
        held();
    }

    private void held() {
        person.clicks("showReceiver").selects("receiverAnswer", Kind.GONE_410).clicks("showDeliver");
        person.clicks("sendButton").awaits("holdBanner");
        stop.accept("a hold");
        person.clicks("showReceiver").selects("receiverAnswer", Kind.OK_200).clicks("showDeliver").clicks("releaseButton");
        person.awaitsNo("holdBanner");
    }

    /** Of files that are alike, that are no JSON, and that are not taken at all. */
    private Path folder() {
        try {
            Path folder = Files.createDirectories(home.resolveSibling("policies"));
            for (int i = 0; i < 9; i++) {
                Files.writeString(folder.resolve("policy " + i + ".json"), "{");
            }
            Files.writeString(folder.resolve("note.txt"), "");
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(home.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void editPopup() {
        person.clicks("editButton").awaits("saveButton");
        shrink();
        stop.accept("the popup that edits");
        person.leavesThePopup();
    }

    private void log() {
        person.quits();
        try (var log = FilledLog.open(home, Person.PASSPHRASE)) {
            log.at(Instant.now().minus(Duration.ofHours(2))).failed("homeowners policy.json", "{}");
            log.at(Instant.now()).waitsForARetry("auto policy.json", "{\"policy\":7}");
        }
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("sendTestButton");
        shrink();
        person.clicks("showDeliveries").awaitsText("deliveryCount", "messages").clicksOn("auto policy.json");
        person.awaits("attempt1Sent").clicks("showBodyButton").awaitsText("messageBody", "policy");
        stop.accept("MessageDetail");
        person.chooses("periodChoice", 4).awaits("periodFrom").fills("deliverySearch", "policy").awaits("clearSearch");
        stop.accept("SearchBar");
        person.clicks("clearSearch").clicks("picturesToggle").awaits("latencyPercentiles");
        stop.accept("the pictures of the log");
        person.clicks("resendButton").awaits("resendMatchingNew");
        stop.accept("the menu that sends again");
        person.clicks("resendMatchingNew").awaits("alertText");
        stop.accept("the question whether to send again");
        person.clicks("declineButton").awaitsNo("alertText").clicks("exportButton").awaits("exportJson");
        stop.accept("the menu that exports");
        person.presses(KeyCode.ESCAPE);
    }

    private void locked() {
        person.quits();
        person.opensWaybill().awaits("unlockButton");
        shrink();
        person.fills("passphraseField", "wrong").clicks("unlockButton").awaits("passphraseError");
        stop.accept("UnlockVault");
        person.clicks("recoverButton").awaits("recoveryKeyField");
        stop.accept("the question for the recovery key");
        person.presses(KeyCode.ESCAPE).awaitsNo("recoveryKeyField").quits();
    }

    private void refused() {
        try {
            Files.writeString(home.resolve("vault.json"), "{}");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        person.opensWaybill().awaits("alertText").clicksOn("Technical detail");
        shrink();
        stop.accept("VaultRefused");
    }

    private void unreadable() {
        person.clicks("setAsideButton").clicks("confirmButton").awaits("createVaultButton").setsThePassphrase();
        person.clicks("registerButton").fills("urlField", "https://api.example.com/").clicks("saveButton");
        person.awaits("sendTestButton").quits();
        AlteredVault.swapUrlAndType(home, Person.PASSPHRASE);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("retryButton");
        shrink();
        stop.accept("UnreadableDestination");
    }

    private static void shrink() {
        WindowThread.run(() -> {
            Stage front = Screen.frontStage();
            front.setWidth(WIDTH);
            front.setHeight(HEIGHT);
        });
    }
}
