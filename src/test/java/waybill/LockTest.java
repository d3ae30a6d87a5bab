package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javafx.collections.ListChangeListener;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Window;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is forgotten when the vault is locked, and when the destination is deleted. */
@ExtendWith(WithWaybill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LockTest {
    private static final String TOKEN = "planted.token-42";

    private final Person person;

    LockTest(Person person) {
        this.person = person;
    }

    @Test
    @Order(1)
    void leavesNoSecretInTheWindow() {
        person.clicks("practiceButton").awaits("saveButton").chooses("authTypeChoice", 3).fills("bearerToken", TOKEN);
        person.clicks("saveButton").clicks("sendTestButton").awaitsText("testResult", "Ready").clicks("showReceiver");
        person.awaitsText("receiverVerdict", "Credentials as registered").clicks("showDestination");
        var auth = WindowThread.call(() -> (Label) Screen.find("destinationAuth").orElseThrow());
        person.clicks("destinationReveal").awaitsText("destinationAuth", TOKEN);

        person.clicks("vaultState").clicks("lockButton").awaits("unlockButton").awaitsNo("lockButton");

        assertThat(person.reads("vaultState")).isEqualTo("Vault locked");
        assertThat(WindowThread.call(auth::getText)).isEmpty();
        person.awaitsText("sendingState", "Nothing is delivered until the vault is open");
    }

    @Test
    @Order(2)
    void showsNoRequestOfBeforeAndDoesNotRunOn() {
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaits("practiceBanner");
        assertThat(person.sees("sendingState")).as("a status line that still says that it is locked").isFalse();
        assertThat(person.reads("destinationAuth")).contains("token ••••••").doesNotContain(TOKEN);

        person.clicks("showReceiver").awaitsText("receiverToggle", "Start");

        assertThat(requests()).isZero();
    }

    @Test
    @Order(3)
    void expectsNothingOfADeletedDestination() {
        person.clicks("showDestination").clicks("startPracticeButton").awaitsNo("practiceBanner").clicks("sendTestButton");
        person.awaitsText("testResult", "Ready").clicks("deleteButton").clicks("confirmButton").awaits("registerButton");
        person.clicks("practiceButton").awaits("saveButton").clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready");
        person.leavesThePopup().clicks("showReceiver");

        assertThat(person.reads("receiverVerdict")).doesNotContain("Authorization").doesNotContain("missing");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    @Order(4)
    void doesNotStartTheReceiverThatWasBeingStarted() {
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start");
        pressesAndLocks("receiverToggle");
        person.clicks("showReceiver").awaitsText("receiverToggle", "Start");
        assertThat(requests()).isZero();
    }

    @Test
    @Order(5)
    void opensNoPopupForAReceiverThatWasBeingStarted() {
        person.clicks("showDestination").awaits("practiceButton");
        pressesAndLocks("practiceButton");
        assertThat(person.sees("saveButton")).isFalse();
    }

    /** In one go, so that nothing can have ended before the lock; then waits for all that follows, and unlocks. */
    private void pressesAndLocks(String id) {
        person.awaits(id);
        List<Object> late = new CopyOnWriteArrayList<>();
        ListChangeListener<Window> opened = change -> {
            while (change.next()) {
                late.addAll(change.getAddedSubList());
            }
        };
        WindowThread.run(() -> {
            var pressed = (ButtonBase) Screen.find(id).orElseThrow();
            pressed.fire();
            // What is started for a moment only is not there any more when this test looks again.
            pressed.textProperty().addListener((_, _, now) -> late.add(now));
            ((ButtonBase) Screen.find("vaultState").orElseThrow()).fire();
            Screen.nodes().filter(node -> "lockButton".equals(node.getId())).map(ButtonBase.class::cast).findFirst().orElseThrow()
                    .fire();
            Window.getWindows().addListener(opened);
        });
        person.awaits("unlockButton").awaits("all work to end", () -> !person.isBusy());
        WindowThread.run(() -> Window.getWindows().removeListener(opened));
        assertThat(late).as("popups over the locked page, and what the button said").isEmpty();
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaitsNo("unlockButton");
    }

    private static int requests() {
        return WindowThread.call(() -> ((TableView<?>) Screen.find("receiverRequests").orElseThrow()).getItems().size());
    }
}
