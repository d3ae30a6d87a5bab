package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waybill.store.KeyedHome.BY_KEYCHAIN;
import static waybill.store.KeyedHome.BY_PASSPHRASE;
import static waybill.store.KeyedHome.CHANGED;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import waybill.vault.KeyedStore;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultException;
import waybill.vault.VaultKeys;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.Refusal;

/** New keys for everything in a vault with the real database, and what becomes of the old ones. */
class NewKeysTest {
    @TempDir private Path parent;
    private KeyedHome home;
    private FakeKeychain keychain;
    private final AtomicInteger stopped = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

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
    void leaveNoneOfTheOldOnes() throws IOException {
        Vault vault = made();
        RecoveryKey recovery = TestVaults.recoveryKey(vault);
        byte[] oldKeyFile = Files.readAllBytes(home.keyFile());
        byte[] oldDatabase = Files.readAllBytes(home.databaseFile());
        assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase())).isEqualTo(CHANGED);
        assertThat(stopped).hasValue(1);
        assertThat(vault.status()).isEqualTo(BY_PASSPHRASE);
        assertThat(vault.ways()).containsExactly(KeyWay.PASSPHRASE);
        home.assertIsAlone();
        home.assertIsThere();
        vault.lock();
        assertThat(vault.recover(recovery, "x".toCharArray())).isEqualTo(new KeyChange.WrongRecoveryKey());
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(BY_PASSPHRASE);
        vault.close();
        Files.write(home.keyFile(), oldKeyFile);
        assertThat(TestVaults.open(vault)).as("the old key file").isInstanceOf(VaultStatus.Refused.class);
        Files.write(home.databaseFile(), oldDatabase);
        assertThat(TestVaults.open(vault)).as("both old files").isEqualTo(BY_PASSPHRASE);
    }

    @Test
    void areInTheKeychainToo() {
        keychain.become(Availability.READY);
        Vault vault = made();
        Set<String> before = Set.copyOf(keychain.entries().keySet());
        assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isEqualTo(CHANGED);
        await().untilAsserted(
                () -> assertThat(keychain.entries()).hasSize(1).doesNotContainKeys(before.toArray(String[]::new)));
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
        home.assertIsThere();
    }

    @Test
    void areInAKeychainThatHadLostTheOldOne() {
        Vault vault = made();
        keychain.become(Availability.READY);
        vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        vault.close();
        keychain.entries().clear();
        assertThat(TestVaults.open(vault)).isEqualTo(BY_PASSPHRASE);
        assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase())).isEqualTo(CHANGED);
        assertThat(vault.status()).isEqualTo(BY_KEYCHAIN);
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
    }

    @Test
    void areNotMadeWhereTheKeychainKeepsNone() {
        keychain.become(Availability.READY);
        Vault vault = made();
        keychain.become(Availability.LOCKED);
        assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isInstanceOf(KeyChange.Refused.class);
        assertThat(vault.status()).isEqualTo(BY_KEYCHAIN);
        home.assertIsThere();
        keychain.become(Availability.READY);
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
        home.assertIsThere();
    }

    @Test
    void nothingIsStoppedForAWrongPassphrase() {
        Vault vault = made();
        assertThat(vault.change(new KeyOrder.NewKeys(), "wrong".toCharArray())).isInstanceOf(KeyChange.WrongPassphrase.class);
        assertThat(stopped).hasValue(0);
        assertThat(begun).as("it was never stopped").hasValue(1);
    }

    @Test
    void nothingIsStoppedWhereTheKeychainKeepsNone() {
        keychain.become(Availability.READY);
        Vault vault = made();
        keychain.forget();
        assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isInstanceOf(KeyChange.Refused.class);
        assertThat(stopped).hasValue(0);
    }

    @Test
    void whatWasStoppedGoesOnWhereTheyCannotBeMade() {
        Vault vault = made(watched("copyAndClose", _ -> {
            assertThat(stopped).hasValue(1);
            throw new VaultException(Refusal.DISK_FULL, "no room", null);
        }));
        assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase()))
                .isEqualTo(new KeyChange.Refused(Refusal.DISK_FULL, "no room"));
        assertThat(vault.status()).isEqualTo(BY_PASSPHRASE);
        assertThat(begun).hasValue(2);
        home.assertIsThere();
    }

    @Test
    void theOldOnesAreWiped() {
        List<VaultKeys> opened = new ArrayList<>();
        Vault vault = made(watched("open", arguments -> opened.add((VaultKeys) arguments[1])));
        assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase())).isEqualTo(CHANGED);
        assertThat(opened).hasSize(2);
        assertThat(opened.getFirst().filePassword()).containsOnly('\0');
        assertThat(opened.getFirst().fieldKey()).containsOnly(0);
        assertThat(opened.getLast().fieldKey()).as("the new one is in use").isNotEqualTo(opened.getFirst().fieldKey());
    }

    private Vault made() {
        return made(home.database());
    }

    private Vault made(KeyedStore store) {
        Vault vault = home.vault(store, InstantSource.system());
        vault.beforeClosing(stopped::incrementAndGet);
        vault.afterOpening(begun::incrementAndGet);
        return home.made(vault);
    }

    /** What a test does before the store does something. */
    private interface Before {
        void run(Object[] arguments);
    }

    /** The database, and {@code before} each call of {@code method}. */
    private KeyedStore watched(String method, Before before) {
        return (KeyedStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{KeyedStore.class},
                (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.run(arguments);
                    }
                    try {
                        return called.invoke(home.database(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
