package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

import waybill.store.Database;
import waybill.ui.Background;
import waybill.ui.Messages;
import waybill.ui.vault.VaultModel;
import waybill.vault.Backup;
import waybill.vault.BackupFault;
import waybill.vault.Backups;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.KeyedStore;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** What becomes of work on the vault that comes at the wrong time, or fails as nobody foresaw. */
class VaultModelTest {
    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    /** What the store does, by method, before what is asked of it. */
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final FakeKeychain keychain = FakeKeychain.absent();
    private final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
    private final List<KeyChange> changes = new CopyOnWriteArrayList<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Background background;
    private Vault vault;
    private VaultModel model;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        background = new Background(_ -> {}, unexpected::add);
        vault = TestVaults.vault(parent.resolve("home"), keychain, store(), InstantSource.system());
        TestVaults.open(vault);
        vault.onUnexpected(unexpected::add);
        model = new VaultModel(vault, background, new Messages(Locale.ENGLISH));
        WindowThread.run(model::open);
        awaitStatus(VaultStatus.Opened.class);
    }

    @AfterEach
    void close() {
        goOn.countDown();
        WindowThread.run(background::close);
        vault.close();
    }

    @Test
    void locksAsWasWantedWhileSomethingWasDoneThatThenFailed() {
        before.put("copyAndClose", () -> {
            awaitGoingOn();
            throw new LinkageError("a class that is broken");
        });
        change(new KeyOrder.NewKeys());
        WindowThread.run(model::lock);
        goOn.countDown();

        await().until(() -> vault.status() instanceof VaultStatus.NeedsPassphrase);
        awaitStatus(VaultStatus.NeedsPassphrase.class);
        assertThat(changes).containsExactly(new KeyChange.Refused(VaultStatus.Refusal.OTHER, LinkageError.class.getName()));
        assertThat(unexpected).singleElement().isInstanceOf(LinkageError.class);
    }

    @Test
    void showsNothingFromTheMomentOnThatALockIsWanted() {
        before.put("copyAndClose", this::awaitGoingOn);
        List<VaultStatus> shown = new CopyOnWriteArrayList<>();
        change(new KeyOrder.NewKeys());
        WindowThread.run(() -> {
            model.lock();
            assertThat(model.status()).isEmpty();
            assertThat(model.isShut()).isTrue();
            model.statusProperty().addListener((_, _, now) -> now.ifPresent(shown::add));
        });
        goOn.countDown();

        awaitStatus(VaultStatus.NeedsPassphrase.class);
        assertThat(changes).containsExactly(new KeyChange.Changed());
        assertThat(shown).singleElement().isInstanceOf(VaultStatus.NeedsPassphrase.class);
    }

    @Test
    void doesWhatComesMeanwhileAfterwardsAndWipesItsPassphrases() {
        before.put("copyAndClose", this::awaitGoingOn);
        change(new KeyOrder.NewKeys());
        char[] next = "another one".toCharArray();
        char[] present = change(new KeyOrder.ChangePassphrase(next));
        goOn.countDown();

        await().until(() -> changes.size() == 2);
        assertThat(changes).containsOnly(new KeyChange.Changed());
        assertThat(next).containsOnly('\0');
        assertThat(present).containsOnly('\0');
    }

    @Test
    void refusesWhatWaitedWhenALockWasWanted() {
        before.put("copyAndClose", this::awaitGoingOn);
        change(new KeyOrder.NewKeys());
        char[] next = "another one".toCharArray();
        char[] present = change(new KeyOrder.ChangePassphrase(next));
        List<String> answered = new CopyOnWriteArrayList<>();
        char[] unlocking = TestVaults.passphrase();
        WindowThread.run(() -> model.unlock(unlocking, () -> answered.add("unlock")));
        WindowThread.run(model::lock);
        goOn.countDown();
        await().until(() -> changes.size() == 2 && answered.size() == 1);

        // Comes to its turn after all that might still be waiting, and after the lock.
        change(new KeyOrder.NewRecoveryKey());
        await().until(() -> changes.size() == 3);

        assertThat(vault.status()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(changes.get(1)).isInstanceOf(KeyChange.Refused.class);
        assertThat(List.of(next, present, unlocking)).allSatisfy(wiped -> assertThat(wiped).containsOnly('\0'));
    }

    @Test
    void restoresAndRecoversNothingThatWaitedWhenALockWasWanted() {
        char[] ofFile = "of the file".toCharArray();
        vault.backups().write(parent.resolve("backup"), Backup.Kind.VAULT, ofFile.clone());
        RecoveryKey key = TestVaults.recoveryKey(vault);
        char[] typed = key.text();
        char[] recovering = TestVaults.passphrase();
        char[] restoring = TestVaults.passphrase();
        try (Backup backup = ((Backups.Look.Inside) vault.backups().look(parent.resolve("backup"), ofFile)).backup()) {
            keychain.freeze();
            change(new KeyOrder.UseKeychain());
            WindowThread.run(() -> model.restore(backup, restoring, changes::add));
            WindowThread.run(() -> model.recover(key, recovering, changes::add));
            WindowThread.run(model::lock);
            keychain.thaw();
            await().until(() -> changes.size() == 3);
            // Comes to its turn after all that might still be waiting, and after the lock.
            change(new KeyOrder.NewRecoveryKey());
            await().until(() -> changes.size() == 4);
        }

        assertThat(vault.status()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(changes).allMatch(KeyChange.Refused.class::isInstance);
        assertThat(List.of(restoring, recovering)).allSatisfy(wiped -> assertThat(wiped).containsOnly('\0'));
        assertThat(key.text()).as("the key is closed").isNotEqualTo(typed);
    }

    @Test
    void answersWhatComesWhileItIsBeingLocked() {
        vault.beforeClosing(this::awaitGoingOn);
        WindowThread.run(model::lock);
        char[] present = change(new KeyOrder.NewRecoveryKey());
        goOn.countDown();

        await().until(() -> changes.size() == 1);
        assertThat(changes).singleElement().isInstanceOf(KeyChange.Refused.class);
        assertThat(present).containsOnly('\0');
    }

    @Test
    void saysThatABackupFailedThatFailedUnforeseen() {
        before.put("write", () -> {
            throw new IllegalStateException("unforeseen");
        });
        List<Backups.Written> written = new CopyOnWriteArrayList<>();
        WindowThread
                .run(() -> model.backups().write(parent.resolve("backup"), Backup.Kind.VAULT, "of the file".toCharArray(),
                        written::add));

        await().until(() -> !written.isEmpty());
        assertThat(written).containsExactly(
                new Backups.Written.Refused(BackupFault.OTHER, IllegalStateException.class.getName()));
    }

    @Test
    void saysThatAFileWasNotLookedIntoWhereThatFailedUnforeseen() {
        char[] ofFile = "of the file".toCharArray();
        vault.backups().write(parent.resolve("backup"), Backup.Kind.VAULT, ofFile.clone());
        before.put("make", () -> {
            throw new IllegalStateException("unforeseen");
        });
        List<Backups.Look> looks = new CopyOnWriteArrayList<>();
        WindowThread.run(() -> model.backups().look(parent.resolve("backup"), ofFile, looked -> looks.add(looked.look())));

        await().until(() -> !looks.isEmpty());
        assertThat(looks).containsExactly(new Backups.Look.Refused(BackupFault.OTHER, IllegalStateException.class.getName()));
    }

    private char[] change(KeyOrder order) {
        char[] present = TestVaults.passphrase();
        WindowThread.run(() -> model.change(order, present, changes::add));
        return present;
    }

    private void awaitGoingOn() {
        await().until(() -> goOn.getCount() == 0);
    }

    private void awaitStatus(Class<? extends VaultStatus> expected) {
        await().until(() -> WindowThread.call(() -> model.status().filter(expected::isInstance).isPresent()));
    }

    /** The database, and before each of its methods what is to be done then. */
    private KeyedStore store() {
        return (KeyedStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{KeyedStore.class},
                (_, called, arguments) -> {
                    before.getOrDefault(called.getName(), () -> {}).run();
                    try {
                        return called.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
