package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.store.KeyedHome.BY_KEYCHAIN;
import static waybill.store.KeyedHome.BY_PASSPHRASE;
import static waybill.store.KeyedHome.CHANGED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.KeyWay;
import waybill.vault.Keychain.Availability;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.Refusal;

/** Passphrase, keychain and recovery key of a vault with the real database. */
class KeyChangeTest {
    @TempDir private Path parent;
    private KeyedHome home;
    private FakeKeychain keychain;
    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @BeforeEach
    void begin() {
        home = new KeyedHome(parent.resolve("home"));
        keychain = home.keychain();
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void changesThePassphraseAndTouchesNoByteOfTheDatabase() throws IOException {
        Vault vault = made();
        byte[] before = Files.readAllBytes(home.databaseFile());
        assertThat(vault.change(new KeyOrder.ChangePassphrase("a new one".toCharArray()), TestVaults.passphrase()))
                .isEqualTo(CHANGED);
        assertThat(home.databaseFile()).hasBinaryContent(before);
        home.assertIsAlone();
        vault.lock();
        assertThat(vault.unlock(TestVaults.passphrase())).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.unlock("a new one".toCharArray())).isEqualTo(BY_PASSPHRASE);
        home.assertIsThere();
    }

    @Test
    void asksForThePresentPassphraseAndCountsWrongOnes() {
        Vault vault = made();
        for (int failures = 1; failures <= 3; failures++) {
            assertThat(change(vault, "wrong")).isInstanceOfSatisfying(KeyChange.WrongPassphrase.class,
                    wrong -> assertThat(wrong.asked().failures()).isPositive());
        }
        assertThat(vault.change(new KeyOrder.ChangePassphrase("new".toCharArray()), TestVaults.passphrase())).as("too early")
                .isEqualTo(new KeyChange.WrongPassphrase(new VaultStatus.NeedsPassphrase(3, now.plusSeconds(1))));
        assertThat(vault.status()).isEqualTo(BY_PASSPHRASE);
    }

    @Test
    void wipesWhatItIsGiven() {
        Vault vault = made();
        char[] present = TestVaults.passphrase();
        char[] next = "new".toCharArray();
        vault.change(new KeyOrder.ChangePassphrase(next), present);
        assertThat(present).containsOnly('\0');
        assertThat(next).containsOnly('\0');
    }

    @Test
    void changesToTheKeychainAndKeepsThePassphraseAsASecondWay() {
        Vault vault = made();
        keychain.become(Availability.READY);
        assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isEqualTo(CHANGED);
        assertThat(vault.status()).isEqualTo(BY_KEYCHAIN);
        assertThat(vault.ways()).containsExactlyInAnyOrder(KeyWay.KEYCHAIN, KeyWay.PASSPHRASE);
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
        vault.close();
        keychain.entries().clear();
        assertThat(vault.open()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.keychainFault()).as("why it asks").contains(Refusal.KEYCHAIN_ENTRY_MISSING);
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(BY_PASSPHRASE);
        assertThat(vault.keychainFault()).isEmpty();
        home.assertIsThere();
    }

    @Test
    void theKeychainsEntryIsWrittenAnewOnlyWhereItIsNone() throws IOException {
        Vault vault = made();
        keychain.become(Availability.READY);
        vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        Map<String, byte[]> before = Map.copyOf(keychain.entries());
        byte[] keyFile = Files.readAllBytes(home.keyFile());
        assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isEqualTo(CHANGED);
        assertThat(home.keyFile()).hasBinaryContent(keyFile);
        assertThat(keychain.entries()).isEqualTo(before);
        keychain.entries().clear();
        assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isEqualTo(CHANGED);
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
    }

    @Test
    void changesFromTheKeychainToAPassphraseAndRemovesItsEntry() {
        keychain.become(Availability.READY);
        Vault vault = made();
        assertThat(vault.change(new KeyOrder.UsePassphrase(TestVaults.passphrase()), new char[0])).isEqualTo(CHANGED);
        assertThat(vault.status()).isEqualTo(BY_PASSPHRASE);
        assertThat(keychain.entries()).isEmpty();
        vault.close();
        assertThat(vault.open()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(BY_PASSPHRASE);
        home.assertIsThere();
    }

    @Test
    void staysAsItIsWhereTheKeychainKeepsNothing() {
        Vault vault = made();
        assertRefused(Refusal.KEYCHAIN_UNAVAILABLE, vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase()));
        keychain.become(Availability.READY);
        keychain.forget();
        assertRefused(Refusal.KEYCHAIN_UNAVAILABLE, vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase()));
        assertThat(vault.ways()).containsExactly(KeyWay.PASSPHRASE);
        vault.lock();
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(BY_PASSPHRASE);
    }

    @Test
    void saysThatTheKeychainHasLostTheKeyAndStaysOpen() {
        keychain.become(Availability.READY);
        Vault vault = made();
        keychain.entries().clear();
        assertLost(vault);
        assertThat(vault.status()).isEqualTo(BY_KEYCHAIN);
        home.assertIsThere();
    }

    @Test
    void saysThatTheKeychainHasTheKeyOfAnotherVault() {
        keychain.become(Availability.READY);
        Vault vault = made();
        keychain.entries().replaceAll((_, _) -> new byte[32]);
        assertLost(vault);
    }

    private static void assertLost(Vault vault) {
        for (KeyOrder order : List.of(new KeyOrder.UsePassphrase(TestVaults.passphrase()), new KeyOrder.UseKeychain(),
                new KeyOrder.NewRecoveryKey(), new KeyOrder.NewKeys())) {
            assertRefused(Refusal.KEYCHAIN_ENTRY_MISSING, vault.change(order, new char[0]));
        }
    }

    @Test
    void opensWithTheRecoveryKeyAndSetsANewPassphrase() {
        Vault vault = made();
        RecoveryKey key = recoveryKey(vault);
        vault.lock();
        assertThat(vault.ways()).contains(KeyWay.RECOVERY_KEY);
        assertThat(vault.recover(key, "a new one".toCharArray())).isEqualTo(CHANGED);
        assertThat(vault.status()).isEqualTo(BY_PASSPHRASE);
        vault.lock();
        assertThat(vault.unlock(TestVaults.passphrase())).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.unlock("a new one".toCharArray())).isEqualTo(BY_PASSPHRASE);
        home.assertIsThere();
    }

    @Test
    void recoversAVaultWhoseKeychainWasEmptied() {
        keychain.become(Availability.READY);
        Vault vault = made();
        RecoveryKey key = recoveryKey(vault);
        vault.close();
        keychain.entries().clear();
        assertThat(vault.open()).isInstanceOf(VaultStatus.Refused.class);
        assertThat(vault.recover(key, TestVaults.passphrase())).isEqualTo(CHANGED);
        home.assertIsThere();
        vault.close();
        assertThat(TestVaults.open(vault)).isEqualTo(BY_PASSPHRASE);
    }

    @Test
    void aNewRecoveryKeyReplacesTheOneBefore() {
        Vault vault = made();
        RecoveryKey first = recoveryKey(vault);
        RecoveryKey second = recoveryKey(vault);
        vault.lock();
        assertThat(vault.recover(first, "x".toCharArray())).isEqualTo(new KeyChange.WrongRecoveryKey());
        assertThat(vault.status()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.recover(second, "y".toCharArray())).isEqualTo(CHANGED);
    }

    @Test
    void stopsWhatUsesTheDatabaseBeforeItLocks() {
        Vault vault = made();
        vault.beforeClosing(home::assertIsThere);
        AtomicInteger stopped = new AtomicInteger();
        vault.beforeClosing(stopped::incrementAndGet);
        vault.lock();
        vault.lock();
        assertThat(stopped).hasValue(1);
    }

    @Test
    void changesNothingWhileItIsLocked() {
        Vault vault = made();
        vault.lock();
        assertRefused(Refusal.OTHER, vault.change(new KeyOrder.NewRecoveryKey(), TestVaults.passphrase()));
    }

    private KeyChange change(Vault vault, String present) {
        return vault.change(new KeyOrder.ChangePassphrase("new".toCharArray()), present.toCharArray());
    }

    private static RecoveryKey recoveryKey(Vault vault) {
        return TestVaults.recoveryKey(vault);
    }

    private static void assertRefused(Refusal refusal, KeyChange change) {
        assertThat(change).isInstanceOfSatisfying(KeyChange.Refused.class,
                refused -> assertThat(refused.why()).as(refused.detail()).isEqualTo(refusal));
    }

    private Vault made() {
        return home.made(home.vault(home.database(), () -> now));
    }
}
