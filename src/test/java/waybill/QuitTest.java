package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

import waybill.delivery.Attempt;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Outcome;
import waybill.platform.AppPaths;
import waybill.platform.InstanceLock;
import waybill.store.Database;
import waybill.store.SqlDeliveryLog;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultKeys;
import waybill.vault.VaultStatus;

/** What becomes of everything when the application is quit as the toolkit quits it. */
class QuitTest {
    @TempDir private Path parent;
    private final WaybillApp app = new WaybillApp();
    private Person person;

    @Test
    void writesDownWhatIsBeingSentBeforeItClosesTheVaultAndWipesItsKeys() throws Exception {
        var paths = new AppPaths(parent.resolve("home"));
        opensAndRegisters(paths);
        person.awaits("receiverRequests");
        var received = WindowThread.call(() -> (TableView<?>) Screen.find("receiverRequests").orElseThrow());
        person.fillsSpinner("receiverDelay", "1").clicks("showDeliver").fills("payloadEditor", "{}").clicks("sendButton");
        person.awaits("the message to be on its way", () -> WindowThread.call(() -> received.getItems().size() == 1));
        VaultKeys keys = TestVaults.keys(vault());
        assertThat(keys.fieldKey()).isNotEqualTo(new byte[32]);

        WindowThread.run(app::stop);

        assertThat(keys.fieldKey()).containsOnly(0);
        assertThat(keys.filePassword()).containsOnly('\0');
        assertThat(WindowThread.call(Screen::windows)).isEmpty();
        assertThat(InstanceLock.claim(paths)).isInstanceOfSatisfying(InstanceLock.Claim.Acquired.class,
                claimed -> claimed.lock().close());
        assertDelivered(paths.home());
    }

    private void opensAndRegisters(AppPaths paths) throws Exception {
        FxToolkit.registerPrimaryStage();
        var stage = FxToolkit.registerStage(Stage::new);
        person = new Person(paths.home());
        WaybillApp.prepare(paths, InstanceLock.claim(paths));
        WindowThread.run(() -> app.start(stage));
        person.awaits("createVaultButton").setsThePassphrase().awaits("registerButton");
        person.clicks("practiceButton").awaits("saveButton").clicks("saveButton").awaits("sendTestButton").clicks("showReceiver");
    }

    private static void assertDelivered(Path home) {
        var database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(home, database)) {
            vault.open();
            assertThat(vault.unlock(Person.PASSPHRASE.toCharArray())).isInstanceOf(VaultStatus.Opened.class);
            var log = new SqlDeliveryLog(database, InstantSource.system());
            assertThat(log.find(1)).map(MessageRow::state).contains(MessageState.DELIVERED);
            assertThat(log.attempts(1)).extracting(Attempt::outcome).singleElement().isInstanceOf(Outcome.Delivered.class);
        }
    }

    /** What the application closes, which nothing else may see. */
    private Vault vault() throws ReflectiveOperationException {
        Field closing = WaybillApp.class.getDeclaredField("closing");
        closing.setAccessible(true);
        Object work = closing.get(app);
        for (Field captured : work.getClass().getDeclaredFields()) {
            captured.setAccessible(true);
            if (captured.get(work) instanceof Wiring wiring) {
                Field vault = Wiring.class.getDeclaredField("vault");
                vault.setAccessible(true);
                return (Vault) vault.get(wiring);
            }
        }
        throw new AssertionError("nothing is open");
    }
}
