package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.Keychain.Availability;
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.WatchedKeychain.Question;

/** Keys that the keychain was given, that open nothing any more, and that it does not remove when it is asked to. */
class ReplacedKeysTest {
    private static final KeyChange CHANGED = new KeyChange.Changed();
    private static final VaultStatus BY_KEYCHAIN = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    /** Of the keychains that tests give a vault, each question has 30. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir private Path home;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @AfterEach
    void goOn() {
        goesOn.countDown();
    }

    @Test
    void byNewKeysAreNamedUntilTheyAreGone() throws IOException {
        try (Vault vault = vault(keychain)) {
            vault.open();
            String old = TestVaults.installId(home);
            keychain.keepAll(true);
            assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isEqualTo(CHANGED);
            assertThat(named(old)).isDirectoryContaining("glob:**in-keychain");
            assertThat(home.resolve("vault.json.outdated")).doesNotExist();
            assertThat(keychain.entries()).containsOnlyKeys(old, TestVaults.installId(home));
        }
        keychain.keepAll(false);
        assertStartForgetsAllBut(TestVaults.installId(home));
    }

    @Test
    void byNewKeysAreForgottenThoughTheKeychainWasChosenOnlyJustBefore() throws IOException {
        try (Vault vault = vaultWithPassphrase(keychain)) {
            assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isEqualTo(CHANGED);
            assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase())).isEqualTo(CHANGED);
            String present = TestVaults.installId(home);
            await().untilAsserted(() -> assertThat(keychain.entries()).containsOnlyKeys(present));
        }
    }

    @Test
    void byNewKeysKeepNobodyWaiting() {
        var hanging = new WatchedKeychain(keychain, (question, _) -> {
            if (question == Question.REMOVE) {
                waitToGoOn();
            }
        });
        try (Vault vault = vault(hanging)) {
            vault.open();
            long begun = System.nanoTime();
            assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isEqualTo(CHANGED);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(keychain.entries()).hasSize(2);
            goesOn.countDown();
            await().untilAsserted(() -> assertThat(keychain.entries()).containsOnlyKeys(TestVaults.installId(home)));
        }
    }

    @Test
    void byAPassphraseAreNamedUntilTheyAreGone() throws IOException {
        givenUpForAPassphrase();
        assertStartForgetsAllBut();
    }

    @Test
    void byAPassphraseAreNamedUntilTheyAreGoneThoughTheRecoveryKeyHadToOpenTheVault() throws IOException {
        try (Vault vault = vault(keychain)) {
            vault.open();
            RecoveryKey key = TestVaults.recoveryKey(vault);
            vault.lock();
            keychain.become(Availability.ABSENT);
            assertThat(vault.recover(key, TestVaults.passphrase())).isEqualTo(CHANGED);
        }
        assertThat(named(TestVaults.installId(home))).exists();
        keychain.become(Availability.READY);
        assertStartForgetsAllBut();
    }

    @Test
    void byAPassphraseAreForgottenThoughTheKeychainWasRefusedMeanwhile() throws IOException {
        givenUpForAPassphrase();
        keychain.become(Availability.ABSENT);
        try (Vault vault = vault(keychain)) {
            TestVaults.open(vault);
            assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isInstanceOf(KeyChange.Refused.class);
            keychain.become(Availability.READY);
            vault.lock();
            TestVaults.open(vault);
            await().untilAsserted(() -> assertThat(keychain.entries()).isEmpty());
        }
    }

    /** Killed after the key file was replaced, and before anything named the key. */
    @Test
    void byAPassphraseAreForgottenOnceItHasOpenedTheVaultThoughNothingNamesThem() throws IOException {
        try (Vault vault = vault(keychain)) {
            vault.open();
        }
        byte[] before = Files.readAllBytes(home.resolve("vault.json"));
        givenUpForAPassphrase();
        Path named = named(TestVaults.installId(home));
        Files.delete(named.resolve("in-keychain"));
        Files.delete(named);
        Files.write(home.resolve("vault.json.previous"), before);
        try (Vault vault = vault(keychain)) {
            TestVaults.open(vault);
            assertThat(home.resolve("vault.json.previous")).doesNotExist();
            await().untilAsserted(() -> {
                assertThat(keychain.entries()).isEmpty();
                assertThat(named).doesNotExist();
            });
        }
    }

    @Test
    void byAPassphraseAreLeftWhereTheKeychainIsToOpenTheVaultAgainMeanwhile() throws Exception {
        givenUpForAPassphrase();
        var isFirst = new AtomicBoolean(true);
        var slow = new WatchedKeychain(keychain, (question, _) -> {
            if (question == Question.AVAILABILITY && isFirst.getAndSet(false)) {
                waitToGoOn();
            }
        });
        try (Vault vault = vault(slow)) {
            assertThat(vault.open()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
            await().until(() -> !isFirst.get());
            vault.unlock(TestVaults.passphrase());
            assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isEqualTo(CHANGED);
            goesOn.countDown();
            TestVaults.awaitForgetting();
            vault.lock();
            assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
        }
    }

    @Test
    void areNamedAsLongAsThePreviousKeyFileMayTakeItsPlaceAgain() throws Exception {
        try (Vault vault = vault(keychain)) {
            vault.open();
        }
        byte[] before = Files.readAllBytes(home.resolve("vault.json"));
        givenUpForAPassphrase();
        Path previous = Files.write(home.resolve("vault.json.previous"), before);
        assertThat(needsPassphrase()).isTrue();
        TestVaults.awaitForgetting();
        assertThat(named(TestVaults.installId(home))).exists();
        assertThat(keychain.entries()).hasSize(1);
        Files.delete(previous);
        assertStartForgetsAllBut();
    }

    @Test
    void ofAVaultThatTheKeychainCouldNotBeGivenAreNamedUntilTheyAreGone() throws IOException {
        Path inTheWay = home.resolve("vault.json.new");
        try (Vault vault = vaultWithPassphrase(keychain)) {
            keychain.keepAll(true);
            Files.createDirectories(inTheWay.resolve("something"));
            assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isInstanceOf(KeyChange.Refused.class);
            assertThat(keychain.entries()).hasSize(1);
        }
        Files.delete(inTheWay.resolve("something"));
        Files.delete(inTheWay);
        keychain.keepAll(false);
        assertStartForgetsAllBut();
    }

    @Test
    void thatTheKeychainDidNotGiveBackAreNamedUntilTheyAreGone() throws IOException {
        var unreadable = new WatchedKeychain(keychain, (question, _) -> {
            if (question == Question.READ) {
                throw new IllegalStateException("the keychain does not read");
            }
        });
        try (Vault vault = vaultWithPassphrase(unreadable)) {
            assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isInstanceOf(KeyChange.Refused.class);
        }
        assertThat(named(TestVaults.installId(home))).exists();
        assertStartForgetsAllBut();
    }

    /** The vault has a passphrase now, and the keychain its key still. */
    private void givenUpForAPassphrase() throws IOException {
        try (Vault vault = vault(keychain)) {
            vault.open();
            keychain.keepAll(true);
            assertThat(vault.change(new KeyOrder.UsePassphrase(TestVaults.passphrase()), new char[0])).isEqualTo(CHANGED);
        }
        keychain.keepAll(false);
        assertThat(keychain.entries()).containsOnlyKeys(TestVaults.installId(home));
        assertThat(named(TestVaults.installId(home))).isDirectoryContaining("glob:**in-keychain");
    }

    private void assertStartForgetsAllBut(String... installIds) throws IOException {
        String present = TestVaults.installId(home);
        try (Vault vault = vault(keychain)) {
            vault.open();
            await().untilAsserted(() -> {
                assertThat(keychain.entries()).containsOnlyKeys(installIds);
                assertThat(home).isDirectoryNotContaining("glob:**/.next-*");
            });
        }
        assertThat(TestVaults.installId(home)).isEqualTo(present);
    }

    private boolean needsPassphrase() {
        try (Vault vault = vault(keychain)) {
            return vault.open() instanceof VaultStatus.NeedsPassphrase;
        }
    }

    private void waitToGoOn() {
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path named(String installId) {
        return home.resolve(".next-" + installId);
    }

    private Vault vaultWithPassphrase(Keychain of) {
        keychain.become(Availability.ABSENT);
        Vault vault = vault(of);
        TestVaults.open(vault);
        keychain.become(Availability.READY);
        return vault;
    }

    private Vault vault(Keychain of) {
        return TestVaults.vault(home, of, new PlainStore(), InstantSource.system());
    }
}
