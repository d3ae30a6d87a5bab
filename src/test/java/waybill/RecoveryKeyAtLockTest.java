package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recovery key that is being made or kept when the vault is locked. */
@ExtendWith(WithWaybill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecoveryKeyAtLockTest {
    private final Person person;

    RecoveryKeyAtLockTest(Person person) {
        this.person = person;
    }

    @Test
    @Order(1)
    void isShownToNobodyWhenItIsMadeLate() {
        person.clicks("showSettings").clicks("recoveryKeyButton").fills("presentPassphrase", Person.PASSPHRASE);
        confirmsAndLocks();
        unlocks();
        assertThat(person.reads("recoveryText")).startsWith("There is no recovery key");
    }

    @Test
    @Order(2)
    void isKeptAllTheSameOnceItsCopyWasChecked() {
        person.clicks("recoveryKeyButton").fills("presentPassphrase", Person.PASSPHRASE).clicks("confirmButton");
        person.awaits("recoveryKeyText");
        RecoveryGroups.type(person, person.reads("recoveryKeyText"));
        confirmsAndLocks();
        unlocks();
        assertThat(person.reads("recoveryText")).startsWith("A recovery key is set");
    }

    /** In one go, so that nothing can have ended before the lock. */
    private void confirmsAndLocks() {
        WindowThread.run(() -> {
            ((Button) Screen.find("confirmButton").orElseThrow()).fire();
            Screen.nodes().filter(node -> "lockNowButton".equals(node.getId())).map(Button.class::cast).findFirst().orElseThrow()
                    .fire();
        });
        assertThat(WindowThread.call(() -> Screen.windows().size())).as("windows").isEqualTo(1);
        person.awaits("unlockButton").awaits("all work to end", () -> !person.isBusy());
        assertThat(WindowThread.call(() -> Screen.windows().size())).as("windows").isEqualTo(1);
    }

    private void unlocks() {
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaits("settingsPage");
    }
}
