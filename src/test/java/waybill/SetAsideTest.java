package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/** Setting a vault aside from the window, while it is open. */
class SetAsideTest {
    private static final Optional<VaultStatus> OPENED = Optional.of(new VaultStatus.Opened(OpenedBy.KEYCHAIN));

    @TempDir private Path home;
    private final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
    private final List<Optional<VaultStatus>> heard = new CopyOnWriteArrayList<>();
    private final FakeKeychain keychain = FakeKeychain.ready();
    private Background background;
    private Vault vault;
    private VaultModel model;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        background = new Background(_ -> {}, unexpected::add);
        vault = TestVaults.vault(home, keychain, new Database(new SecureRandom()), InstantSource.system());
        model = new VaultModel(vault, background, new Messages(Locale.ENGLISH));
        WindowThread.run(() -> {
            model.statusProperty().addListener((_, _, now) -> heard.add(now));
            model.open();
        });
        await().untilAsserted(() -> assertThat(heard).containsExactly(OPENED));
    }

    @AfterEach
    void close() {
        keychain.thaw();
        background.close();
        vault.close();
        assertThat(unexpected).isEmpty();
    }

    @Test
    void tellsOfTheNewVaultEvenIfItIsOpenedAsTheOldOneWas() {
        WindowThread.run(model::setAside);
        await().untilAsserted(() -> assertThat(heard).containsExactly(OPENED, Optional.empty(), OPENED));
        assertThat(keychain.entries()).as("the keys of both").hasSize(2);
        assertThat(home.toFile().list()).hasSize(4);
    }

    @Test
    void asksForANewPassphraseWhereTheKeychainIsGone() {
        keychain.become(waybill.vault.Keychain.Availability.ABSENT);
        WindowThread.run(model::setAside);
        await().untilAsserted(() -> assertThat(heard).containsExactly(OPENED, Optional.empty(),
                Optional.of(new VaultStatus.NeedsNewPassphrase())));
    }

    @Test
    void isDoneOnceTheVaultWasOpenedThatWasBeingOpened() {
        lock();
        keychain.freeze();
        WindowThread.run(() -> {
            model.open();
            model.setAside();
            assertThat(model.status()).as("nothing is to be pressed meanwhile").isEmpty();
        });
        keychain.thaw();

        await().untilAsserted(() -> assertThat(keychain.entries()).as("the keys of both").hasSize(2));
        awaitOpened();
    }

    @Test
    void opensWhatWasToBeOpenedWhileSomethingElseWasAtWork() {
        lock();
        WindowThread.run(() -> {
            model.openOlder();
            model.open();
        });
        awaitOpened();
    }

    private void lock() {
        WindowThread.run(model::lock);
        await().until(() -> WindowThread.call(() -> model.status().equals(Optional.of(new VaultStatus.Locked()))));
    }

    private void awaitOpened() {
        await().until(() -> WindowThread.call(() -> model.status().equals(OPENED) && background.running().isEmpty()));
    }
}
