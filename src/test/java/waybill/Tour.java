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

/** Goes through every view of the application once, in a window as small as it may be, and says where it is. */
final class Tour {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 520;

    private final Path home;
    private final Person person;
    private final Consumer<String> stop;

    /** @param stop told the view that is in front: the name of its FXML file, or another with a space in it */
    Tour(Path home, Consumer<String> stop) {
        this.home = home;
        this.person = new Person(home);
        this.stop = stop;
    }

    void go() {
        try {
            createVault();
            registerPopup();
            registered();
            otherPages();
            editPopup();
            log();
            locked();
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
        person.clicks("showDeliver").awaits("deliverPage");
        stop.accept("DeliverPage");
        person.clicks("showDeliveries").awaits("deliveriesPage");
        stop.accept("DeliveriesPage");
        person.clicks("showSettings").awaits("settingsPage");
        stop.accept("SettingsPage");
        person.clicks("showReceiver").awaits("receiverPage");
        person.selects("receiverAnswer", Kind.TOO_MANY_429).awaits("receiverRetryAfter");
        stop.accept("ReceiverPage");
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start").clicks("showDestination");
        person.awaits("practiceBanner");
        stop.accept("the page with the receiver stopped");
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
        person.clicks("showDeliveries").awaitsText("deliveryCount", "2 messages").clicksOn("auto policy.json");
        person.awaits("attempt1Sent").clicks("showBodyButton").awaitsText("messageBody", "policy");
        stop.accept("MessageDetail");
        person.chooses("periodChoice", 4).awaits("periodFrom").awaits("clearSearch");
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
        person.quits();
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
