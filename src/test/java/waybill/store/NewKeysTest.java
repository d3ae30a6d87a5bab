package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
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
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** New keys for everything in a vault with the real database, and what becomes of the old ones. */
class NewKeysTest {
    private static final VaultStatus BY_PASSPHRASE = new VaultStatus.Opened(OpenedBy.PASSPHRASE);
    private static final VaultStatus BY_KEYCHAIN = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    private static final KeyChange CHANGED = new KeyChange.Changed();
    private static final Destination DESTINATION = Destinations.practice("a token", "a private key");

    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    private final FakeKeychain keychain = FakeKeychain.absent();
    private final AtomicInteger stopped = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void leaveNoneOfTheOldOnes() throws IOException {
        Vault vault = made();
        RecoveryKey recovery = TestVaults.recoveryKey(vault);
        byte[] oldKeyFile = Files.readAllBytes(folder().resolve("vault.json"));
        byte[] oldDatabase = Files.readAllBytes(folder().resolve("waybill.mv.db"));
        assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase())).isEqualTo(CHANGED);
        assertThat(stopped).hasValue(1);
        assertThat(vault.status()).isEqualTo(BY_PASSPHRASE);
        assertThat(vault.ways()).containsExactly(KeyWay.PASSPHRASE);
        assertThat(names()).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        assertIsThere();
        vault.lock();
        assertThat(vault.recover(recovery, "x".toCharArray())).isEqualTo(new KeyChange.WrongRecoveryKey());
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(BY_PASSPHRASE);
        vault.close();
        Files.write(folder().resolve("vault.json"), oldKeyFile);
        assertThat(TestVaults.open(vault)).as("the old key file").isInstanceOf(VaultStatus.Refused.class);
        Files.write(folder().resolve("waybill.mv.db"), oldDatabase);
        assertThat(TestVaults.open(vault)).as("both old files").isEqualTo(BY_PASSPHRASE);
    }

    @Test
    void areInTheKeychainToo() {
        keychain.become(Availability.READY);
        Vault vault = made();
        Set<String> before = Set.copyOf(keychain.entries().keySet());
        assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isEqualTo(CHANGED);
        assertThat(keychain.entries()).hasSize(1).doesNotContainKeys(before.toArray(String[]::new));
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
        assertIsThere();
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
        assertIsThere();
        keychain.become(Availability.READY);
        vault.close();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
        assertIsThere();
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
        assertIsThere();
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
        return made(database);
    }

    private Vault made(KeyedStore store) {
        Vault vault = TestVaults.vault(folder(), keychain, store, InstantSource.system());
        vault.beforeClosing(stopped::incrementAndGet);
        vault.afterOpening(begun::incrementAndGet);
        TestVaults.open(vault);
        destinations().register(DESTINATION, Readiness.notTested());
        return vault;
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
                        return called.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void assertIsThere() {
        assertThat(destinations().find().map(Registered::destination)).contains(DESTINATION);
    }

    private SqlDestinationRepository destinations() {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    private Path folder() {
        return parent.resolve("home");
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
