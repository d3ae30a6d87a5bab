package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The keys of the vault without a mouse: each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VaultKeyboardTest {
    private static final String SECOND = "a second passphrase";
    private static final String THIRD = "the third passphrase";

    @TempDir private static Path home;
    private Person person;
    private String key = "";

    @BeforeAll
    void start() {
        person = new Person(home);
        person.opensWaybill().awaitsFocus("passphraseField").writes(Person.PASSPHRASE).presses(KeyCode.TAB);
        person.writes(Person.PASSPHRASE).presses(KeyCode.ENTER).awaitsFocus("registerButton").tabsTo("showDestination");
        for (String page : new String[]{"showDeliver", "showDeliveries", "showReceiver", "showSettings"}) {
            person.presses(KeyCode.RIGHT).awaitsFocus(page);
        }
        person.presses(KeyCode.SPACE).awaits("settingsPage");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void changesThePassphrase() {
        person.tabsTo("changePassphraseButton").presses(KeyCode.SPACE).awaitsFocus("presentPassphrase");
        person.writes("wrong").presses(KeyCode.TAB).awaitsFocus("newPassphrase").writes(SECOND).presses(KeyCode.TAB);
        person.awaitsFocus("newPassphraseConfirm").writes(SECOND).presses(KeyCode.ENTER).awaits("vaultDialogError");
        person.awaitsFocus("presentPassphrase").writes(Person.PASSPHRASE).presses(KeyCode.ENTER).awaitsNo("vaultDialog");
        person.awaitsFocus("changePassphraseButton");
    }

    @Test
    @Order(2)
    void makesARecoveryKey() {
        person.tabsTo("recoveryKeyButton").presses(KeyCode.SPACE).awaitsFocus("presentPassphrase").writes(SECOND);
        person.presses(KeyCode.ENTER).awaitsFocus("recoveryGroupFirst");
        key = person.reads("recoveryKeyText");
        for (String id : new String[]{"recoveryGroupSecond", "confirmButton", "declineButton", "recoveryKeyText",
                "copyRecoveryKey", "recoveryGroupFirst"}) {
            person.presses(KeyCode.TAB).awaitsFocus(id);
        }
        person.presses(KeyCode.ESCAPE).awaitsFocus("declineButton").presses(KeyCode.ESCAPE).awaitsFocus("recoveryGroupFirst");

        person.writes(RecoveryGroups.asked(key, "recoveryGroupFirst")).presses(KeyCode.TAB)
                .writes(RecoveryGroups.asked(key, "recoveryGroupSecond"));
        person.presses(KeyCode.ENTER).awaitsNo("recoveryKeyDialog").awaitsFocus("recoveryKeyButton");

        assertThat(person.reads("recoveryText")).startsWith("A recovery key is set");
    }

    @Test
    @Order(3)
    void locksAndUnlocksAfterAWrongPassphrase() {
        person.tabsTo("lockNowButton").presses(KeyCode.SPACE).awaitsFocus("passphraseField").writes("wrong");
        person.presses(KeyCode.ENTER).awaits("passphraseError").awaitsFocus("passphraseField").writes(SECOND);
        person.awaits("the next try", () -> WindowThread.call(() -> !Screen.find("unlockButton").orElseThrow().isDisabled()));
        person.presses(KeyCode.ENTER).awaits("settingsPage").awaits("a place for the focus", () -> !person.focus().isEmpty());
    }

    @Test
    @Order(4)
    void locksFromTheBarAndRecovers() {
        person.tabsTo("vaultState").presses(KeyCode.SPACE).awaits("lockButton").tabsTo("lockButton").presses(KeyCode.SPACE);
        person.awaitsFocus("passphraseField").tabsTo("recoverButton").presses(KeyCode.SPACE).awaitsFocus("recoveryKeyField");
        person.writes(key.replace('\n', '-')).presses(KeyCode.TAB).writes(THIRD).presses(KeyCode.TAB).writes(THIRD);
        person.presses(KeyCode.ENTER).awaitsNo("vaultDialog").awaits("settingsPage");
    }
}
