package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

import waybill.store.Database;
import waybill.ui.Background;
import waybill.ui.Messages;
import waybill.ui.vault.VaultModel;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** What a keychain's late answer must not do, in a vault that a passphrase opens, too. */
class LateAnswerTest {
    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private final Background background = new Background(_ -> {}, _ -> {});
    private Vault vault;
    private VaultModel model;

    @BeforeEach
    void beginToOpen() throws Exception {
        FxToolkit.registerPrimaryStage();
        Path home = parent.resolve("home");
        try (Vault made = TestVaults.vault(home, keychain, database(), InstantSource.system())) {
            TestVaults.open(made);
            keychain.become(Availability.READY);
            made.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        }
        keychain.freeze();
        vault = new Vault(home, keychain, database(), InstantSource.system(), new SecureRandom());
        model = new VaultModel(vault, background, new Messages(Locale.ENGLISH));
        WindowThread.run(model::open);
    }

    @AfterEach
    void close() {
        keychain.thaw();
        WindowThread.run(background::close);
        vault.close();
    }

    @Test
    void opensTheVault() {
        awaitStatus(VaultStatus.NeedsPassphrase.class);
        keychain.thaw();
        awaitStatus(VaultStatus.Opened.class);
    }

    @Test
    void opensTheVaultAfterAWrongPassphraseThatWasBeingChecked() {
        awaitStatus(VaultStatus.NeedsPassphrase.class);
        WindowThread.run(() -> {
            model.unlock("a wrong one".toCharArray(), () -> {});
            keychain.thaw();
        });
        awaitStatus(VaultStatus.Opened.class);
    }

    @Test
    void opensNoVaultThatWasToBeLockedMeanwhileUntilSomebodyTriesAgain() {
        WindowThread.run(model::lock);
        awaitStatus(VaultStatus.NeedsPassphrase.class);

        answersLate();

        assertThat(model.status()).containsInstanceOf(VaultStatus.NeedsPassphrase.class);
        WindowThread.run(model::open);
        awaitStatus(VaultStatus.Opened.class);
    }

    @Test
    void opensNoVaultThatWasOpenedOtherwiseAndLockedAgain() {
        awaitStatus(VaultStatus.NeedsPassphrase.class);
        WindowThread.run(() -> model.unlock(TestVaults.passphrase(), () -> {}));
        awaitStatus(VaultStatus.Opened.class);
        WindowThread.run(model::lock);
        awaitStatus(VaultStatus.NeedsPassphrase.class);

        answersLate();

        assertThat(model.status()).containsInstanceOf(VaultStatus.NeedsPassphrase.class);
    }

    /** Returns when all that follows from the answer at once is done or begun. */
    private void answersLate() {
        keychain.thaw();
        await().until(() -> Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .noneMatch(name -> name.startsWith("keychain-")));
        WindowThread.run(() -> {});
        await().until(() -> WindowThread.call(() -> background.running().isEmpty()));
    }

    private void awaitStatus(Class<? extends VaultStatus> expected) {
        await().until(() -> WindowThread.call(() -> model.status().filter(expected::isInstance)
                .isPresent()));
    }

    private static Database database() {
        return new Database(new SecureRandom());
    }
}
