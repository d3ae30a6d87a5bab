package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/** What killed processes, and new keys, leave in the data folder and in the keychain. */
class LeftoversTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final List<String> FILES = List.of("vault.json", "waybill.mv.db");

    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    private final WatchedKeychain keychain = new WatchedKeychain();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {".new-", ".next-", ".replacing-", ".backup-"})
    void keepNoVaultShutWhereTheyCannotBeDeleted(String prefix) throws IOException {
        make();
        Files.createDirectories(folder().resolve(prefix + ID).resolve("in the way").resolve("something"));
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(OPENED);
            assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isEqualTo(new KeyChange.Changed());
        }
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(OPENED);
        }
    }

    @Test
    void ofAMigrationThatWasCutOffAreDeletedOnceTheDatabaseIsOpen() throws IOException {
        make();
        Files.copy(folder().resolve("waybill.mv.db"), folder().resolve("waybill-migrating.mv.db"));
        make();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(FILES);
    }

    @Test
    void ofTheOldKeysAreDeletedThoughTheOldKeyFileIsDamaged() throws IOException {
        make();
        Files.writeString(folder().resolve("vault.json.outdated"), "damaged");
        Files.writeString(folder().resolve("waybill.mv.db.outdated"), "old");
        make();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(FILES);
    }

    @Test
    void ofTheOldKeysAreDeletedThoughOneOfThemCannotBe() throws IOException {
        make();
        Files.createDirectories(folder().resolve("waybill.mv.db.outdated").resolve("something"));
        Files.writeString(folder().resolve("vault.json.outdated"), "old");
        make();
        assertThat(names()).contains("waybill.mv.db.outdated").doesNotContain("vault.json.outdated");
    }

    @Test
    void theKeyOfTheVaultItselfStaysWhateverIsCalledOutdated() throws IOException {
        make();
        Files.copy(folder().resolve("vault.json"), folder().resolve("vault.json.outdated"));
        make();
        assertThat(keychain.kept.entries()).containsOnlyKeys(TestVaults.installId(folder()));
        make();
    }

    @Test
    void theKeychainsEntryIsRemovedWhileThereIsAFileThatNamesIt() throws IOException {
        make();
        String old = TestVaults.installId(folder());
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.NewKeys(), new char[0]);
        }
        assertThat(keychain.removed(old)).contains("vault.json.outdated");
        Files.createDirectories(folder().resolve(".next-" + ID));
        make();
        assertThat(keychain.removed(ID)).contains(".next-" + ID);
        assertThat(names()).containsExactlyInAnyOrderElementsOf(FILES);
    }

    @Test
    void theKeychainsEntryIsMadeOnceThereIsAFolderThatNamesIt() throws IOException {
        make();
        String first = TestVaults.installId(folder());
        assertThat(keychain.stored(first)).contains(".new-" + first);
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.NewKeys(), new char[0]);
        }
        String second = TestVaults.installId(folder());
        assertThat(keychain.stored(second)).contains(".next-" + second);
    }

    private void make() {
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(OPENED);
        }
    }

    private Vault vault() {
        return TestVaults.vault(folder(), keychain, database, InstantSource.system());
    }

    private Path folder() {
        return parent.resolve("home");
    }

    private Set<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what was in the data folder whenever an entry was stored or removed. */
    private final class WatchedKeychain implements Keychain {
        private final FakeKeychain kept = FakeKeychain.ready();
        private final List<Change> changes = new ArrayList<>();

        private record Change(String entry, boolean isRemoval, Set<String> names) {}

        private Set<String> removed(String entry) {
            return names(entry, true);
        }

        private Set<String> stored(String entry) {
            return names(entry, false);
        }

        private synchronized Set<String> names(String entry, boolean isRemoval) {
            return changes.stream().filter(change -> change.entry().equals(entry) && change.isRemoval() == isRemoval).findFirst()
                    .orElseThrow().names();
        }

        private synchronized void note(String entry, boolean isRemoval) {
            changes.add(new Change(entry, isRemoval, LeftoversTest.this.names()));
        }

        @Override
        public Availability availability() {
            return kept.availability();
        }

        @Override
        public Reading read(String entry) {
            return kept.read(entry);
        }

        @Override
        public boolean unlock() {
            return kept.unlock();
        }

        @Override
        public boolean store(String entry, byte[] secret) {
            note(entry, false);
            return kept.store(entry, secret);
        }

        @Override
        public void remove(String entry) {
            note(entry, true);
            kept.remove(entry);
        }
    }
}
