package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain.Availability;
import waybill.vault.KeyedStore;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** New keys that were decided on and then cannot be put in place, for a folder is where an old file should go. */
class RenewalFaultTest {
    private static final String DATABASE = "waybill.mv.db";
    private static final String KEY_FILE = "vault.json";
    private static final Destination DESTINATION = Destinations.practice("a token", "a private key");
    private static final Destination LATER = Destinations.bearer("later");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SET_ASIDE = ".set-aside-20260301T100000Z";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private Database database = new Database(new SecureRandom());
    private Vault vault;

    @AfterEach
    void close() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {DATABASE, KEY_FILE})
    void saysThatTheNewVaultIsNotInPlaceAndGoesOnOnceItCan(String file) throws IOException {
        make(database);
        String before = TestVaults.installId(folder());
        putInTheWayOf(file);
        assertUnfinished(newKeys());
        restart();
        assertUnfinished(vault.open());
        clearTheWayOf(file);
        assertThat(TestVaults.open(vault)).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
        assertRegistered(DESTINATION);
        assertThat(TestVaults.installId(folder())).isNotEqualTo(before);
        assertThat(names()).containsExactlyInAnyOrder(KEY_FILE, DATABASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {DATABASE, KEY_FILE})
    void opensItByItselfWhereTheKeychainHasTheNewKey(String file) throws IOException {
        keychain.become(Availability.READY);
        make(database);
        putInTheWayOf(file);
        assertUnfinished(newKeys());
        assertThat(keychain.entries()).as("the keys of both").hasSize(2);
        clearTheWayOf(file);
        assertThat(vault.open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
        assertRegistered(DESTINATION);
        await().untilAsserted(() -> assertThat(keychain.entries()).containsOnlyKeys(TestVaults.installId(folder())));
    }

    @ParameterizedTest
    @ValueSource(strings = {DATABASE, KEY_FILE})
    void noLaterStartReplacesNewerWork(String file) throws IOException {
        make(database);
        putInTheWayOf(file);
        newKeys();
        Destination last = registeredWherePossible();
        clearTheWayOf(file);
        for (int start = 0; start < 3; start++) {
            restart();
            assertThat(TestVaults.open(vault)).isInstanceOf(VaultStatus.Opened.class);
            assertRegistered(last);
            last = registeredWherePossible();
        }
    }

    @Test
    void theRecoveryKeyDoesNotOpenTheOldOneMeanwhile() throws IOException {
        make(database);
        RecoveryKey key = TestVaults.recoveryKey(vault);
        putInTheWayOf(DATABASE);
        newKeys();
        assertUnfinished(vault.recover(key, "another".toCharArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {DATABASE, KEY_FILE})
    void itIsSetAsideWithTheOldOneAndNeverPutInPlaceOfTheNext(String file) throws IOException {
        make(database);
        putInTheWayOf(file);
        newKeys();
        assertThat(vault.setAside()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        vault.create(TestVaults.passphrase());
        assertThat(destinations().find()).isEmpty();
        destinations().register(LATER, Readiness.notTested());
        restart();
        TestVaults.open(vault);
        assertRegistered(LATER);
        assertThat(names()).contains(KEY_FILE, DATABASE)
                .allMatch(name -> List.of(KEY_FILE, DATABASE).contains(name) || name.endsWith(SET_ASIDE));
        assertIsWhole(fromWhatWasSetAside());
    }

    @Test
    void isDoneWhereItSucceedsAtTheSecondAttempt() throws IOException {
        make(before("close", () -> clearTheWayOf(DATABASE)));
        putInTheWayOf(DATABASE);
        assertThat(newKeys()).isEqualTo(new KeyChange.Changed());
        assertThat(TestVaults.open(vault)).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
        assertRegistered(DESTINATION);
    }

    @Test
    void isDoneWhereOnlyTheFirstOpeningFails() throws IOException {
        make(before("open", () -> {
            if (Files.exists(folder().resolve(KEY_FILE + ".outdated"))) {
                Files.move(folder().resolve(KEY_FILE + ".outdated"), parent.resolve("seen"));
                throw new IllegalStateException("once");
            }
        }));
        assertThat(newKeys()).isEqualTo(new KeyChange.Changed());
        assertThat(vault.status()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(TestVaults.open(vault)).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
        assertRegistered(DESTINATION);
    }

    private void make(KeyedStore store) {
        vault = TestVaults.vault(folder(), keychain, store, () -> NOW);
        TestVaults.open(vault);
        destinations().register(DESTINATION, Readiness.notTested());
    }

    private void restart() {
        vault.close();
        database = new Database(new SecureRandom());
        vault = TestVaults.vault(folder(), keychain, database, () -> NOW);
    }

    private KeyChange newKeys() {
        return vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase());
    }

    /** Something is in the folder, so that it can be neither replaced nor deleted. */
    private void putInTheWayOf(String file) throws IOException {
        Files.createDirectories(folder().resolve(file + ".outdated").resolve("something"));
    }

    private void clearTheWayOf(String file) throws IOException {
        Files.deleteIfExists(folder().resolve(file + ".outdated").resolve("something"));
        Files.deleteIfExists(folder().resolve(file + ".outdated"));
    }

    /** Work that is done where the vault is open. @return what is registered last */
    private Destination registeredWherePossible() {
        if (vault.status() instanceof VaultStatus.Opened) {
            destinations().replace(LATER, Readiness.notTested());
            return LATER;
        }
        return DESTINATION;
    }

    private void assertUnfinished(KeyChange change) {
        assertThat(change).isInstanceOfSatisfying(KeyChange.Refused.class,
                refused -> assertThat(refused.why()).as(refused.detail()).isEqualTo(Refusal.UNFINISHED));
        assertUnfinished(vault.status());
    }

    private static void assertUnfinished(VaultStatus status) {
        assertThat(status).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).as(refused.detail()).isEqualTo(Refusal.UNFINISHED));
    }

    /** A folder with the new vault, whose files were renamed wherever they were then. */
    private Path fromWhatWasSetAside() throws IOException {
        Path replacing = folder()
                .resolve(names().stream().filter(name -> name.startsWith("replacing-")).findFirst().orElseThrow());
        Path put = Files.createDirectory(parent.resolve("put together"));
        Path apart = replacing.resolve(DATABASE);
        Files.copy(Files.exists(apart) ? apart : folder().resolve(DATABASE + SET_ASIDE), put.resolve(DATABASE));
        Files.copy(replacing.resolve(KEY_FILE), put.resolve(KEY_FILE));
        return put;
    }

    private static void assertIsWhole(Path home) {
        try (Home opened = Home.open(home)) {
            assertThat(opened.destinations().find().map(Registered::destination)).contains(DESTINATION);
        }
    }

    private void assertRegistered(Destination expected) {
        assertThat(destinations().find().map(Registered::destination)).contains(expected);
    }

    private SqlDestinationRepository destinations() {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    private Path folder() {
        return parent.resolve("home");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What a test does before the store does something. */
    private interface Before {
        void run() throws IOException;
    }

    /** The database, and {@code before} each call of {@code method}. */
    private KeyedStore before(String method, Before before) {
        return (KeyedStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{KeyedStore.class},
                (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.run();
                    }
                    try {
                        return called.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
