package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.FakeKeychain;

/** The vault locks by itself, and the window forgets what was in it. */
class AutoLockTest {
    private static final String SECRET = "a-token-that-nobody-sees";

    @TempDir private Path home;
    private Person person;

    @BeforeEach
    void register() {
        person = new Person(home, FakeKeychain.ready());
        person.opensWaybill().awaits("registerButton").clicks("practiceButton").awaits("saveButton").chooses("authTypeChoice", 3);
        person.fills("bearerToken", SECRET).clicks("saveButton").awaits("sendTestButton").clicks("sendTestButton");
        person.awaitsText("testResult", "200");
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void locksAfterMinutesWithoutUseClosesThePopupAndForgetsEverySecret() {
        person.clicks("showReceiver").awaits("receiverRequests").clicks("showSettings").fillsSpinner("lockMinutes", "5");
        person.clicks("showDestination").clicks("editButton").awaits("saveButton").fills("bearerToken", SECRET);
        person.goesAway().awaits("unlockButton").awaitsNo("saveButton");
        assertThat(person.reads("vaultState")).isEqualTo("Vault locked");
        assertThat(shown()).doesNotContain(SECRET);
        person.clicks("unlockButton").awaits("sendTestButton").clicks("showReceiver").awaits("receiverRequests");
        assertThat(WindowThread.call(() -> Screen.findText("Nothing has arrived yet"))).isPresent();
    }

    @Test
    void locksAfterSleepWhereThatIsWanted() {
        person.clicks("showSettings").clicks("lockAfterSleep").letsTheComputerSleep().awaits("unlockButton");
        assertThat(person.reads("vaultState")).isEqualTo("Vault locked");
    }

    private static String shown() {
        return WindowThread.call(() -> Screen.nodes().filter(node -> node instanceof javafx.scene.control.TextInputControl
                || node instanceof javafx.scene.control.Labeled).map(Screen::text).toList().toString());
    }
}
