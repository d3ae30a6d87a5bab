package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.Database;
import waybill.vault.Backup;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** A vault that opens by itself below a window in which a person is asked something about the one that did not open. */
class LateAnswerWindowTest {
    private static final String OF_THE_FILE = "the passphrase of a file";
    private static final String OPEN = "Vault open · keychain";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private Person person;

    @BeforeEach
    void makeAVaultWithThreeWays() {
        try (Vault vault = TestVaults.vault(home(), keychain, new Database(new SecureRandom()), InstantSource.system())) {
            TestVaults.open(vault);
            TestVaults.recoveryKey(vault);
            keychain.become(Availability.READY);
            vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        }
        person = new Person(home(), keychain);
    }

    @AfterEach
    void quit() {
        keychain.thaw();
        person.quits();
    }

    @Test
    void doesNotOpenWhileTheRecoveryKeyIsTypedButWhenThatIsLeft() {
        keychain.lockAndAsk();
        person.opensWaybill().awaitsText("unlockText", "is locked").clicks("recoverButton");
        person.types("recoveryKeyField", "half of");

        keychain.answer(true);

        person.awaits("the answer to be told", LateAnswerWindowTest::nothingIsAsked);
        assertThat(person.reads("recoveryKeyField")).isEqualTo("half of");
        assertThat(person.reads("vaultState")).isEqualTo("Vault locked");
        person.clicks("declineButton").awaitsNo("vaultDialog").awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void takesTheQuestionAwayWhetherToSetAsideWhatOpensAfterAll() throws IOException {
        keychain.freeze();
        person.opensWaybill().awaitsText("unlockText", "does not answer");
        person.clicks("retryButton").clicks("setAsideButton").awaits("alertText");

        keychain.thaw();

        person.awaits("registerButton").awaitsNo("alertText");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
        assertNothingIsSetAside();
    }

    @Test
    void doesNotSetAsideWhatOpensAfterAllThoughThatWasConfirmed() throws IOException {
        keychain.freeze();
        person.opensWaybill().awaitsText("unlockText", "does not answer");
        person.clicks("retryButton").clicks("setAsideButton").clicks("confirmButton").awaitsNo("alertText");

        keychain.thaw();

        person.awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
        assertNothingIsSetAside();
    }

    /** The look into the file and the question after it are two windows of one undertaking. */
    @Test
    void doesNotOpenBetweenTheWindowsOfARestore() {
        Path file = parent.resolve("backup.waybill");
        Path home = parent.resolve("opened by the keychain alone");
        try (Vault vault = TestVaults.vault(home, keychain, new Database(new SecureRandom()), InstantSource.system())) {
            TestVaults.open(vault);
            vault.backups().write(file, Backup.Kind.VAULT, OF_THE_FILE.toCharArray());
        }
        keychain.lockAndAsk();
        person = new Person(home, keychain);
        person.opensWaybill().awaitsText("alertText", "is locked").willChoose(file).clicks("restoreButton");
        person.fills("presentPassphrase", OF_THE_FILE);
        keychain.answer(true);
        person.awaits("the answer to be told", LateAnswerWindowTest::nothingIsAsked);

        person.clicks("confirmButton").awaitsText("alertText", "It takes the place of the vault");

        assertThat(person.reads("vaultState")).isEqualTo("Vault not opened");
        person.clicks("declineButton").awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    private void assertNothingIsSetAside() throws IOException {
        try (var files = Files.list(home())) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("set-aside"));
        }
    }

    private static boolean nothingIsAsked() {
        boolean isOver = Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("keychain-"));
        WindowThread.run(() -> {});
        return isOver;
    }

    private Path home() {
        return parent.resolve("home");
    }
}
