package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyedStore;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/** A data folder whose vault holds a destination, with the real database, for tests that change its keys. */
final class KeyedHome implements AutoCloseable {
    static final VaultStatus BY_PASSPHRASE = new VaultStatus.Opened(OpenedBy.PASSPHRASE);
    static final VaultStatus BY_KEYCHAIN = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    static final KeyChange CHANGED = new KeyChange.Changed();
    private static final Destination DESTINATION = Destinations.practice("a token", "a private key");

    private final Path folder;
    private final Database database = new Database(new SecureRandom());
    private final FakeKeychain keychain = FakeKeychain.absent();

    KeyedHome(Path folder) {
        this.folder = folder;
    }

    Database database() {
        return database;
    }

    /** Absent at first. */
    FakeKeychain keychain() {
        return keychain;
    }

    Path keyFile() {
        return folder.resolve("vault.json");
    }

    Path databaseFile() {
        return folder.resolve("waybill.mv.db");
    }

    /** Of which nothing is there yet. @param store the database, or what passes on to it */
    Vault vault(KeyedStore store, InstantSource clock) {
        return TestVaults.vault(folder, keychain, store, clock);
    }

    /** Makes it, with the keychain where that is ready, and registers a destination. */
    Vault made(Vault vault) {
        TestVaults.open(vault);
        destinations().register(DESTINATION, Readiness.notTested());
        return vault;
    }

    /** The destination can be read. */
    void assertIsThere() {
        assertThat(destinations().find().map(Registered::destination)).contains(DESTINATION);
    }

    /** Nothing of another or an earlier vault is left. */
    void assertIsAlone() {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertThat(names).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SqlDestinationRepository destinations() {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    @Override
    public void close() {
        database.close();
    }
}
