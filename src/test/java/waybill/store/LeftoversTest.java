package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import waybill.vault.WatchedKeychain;
import waybill.vault.WatchedKeychain.Question;

/** What killed processes, and new keys, leave in the data folder and in the keychain. */
class LeftoversTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final List<String> FILES = List.of("vault.json", "waybill.mv.db");

    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    private final FakeKeychain kept = FakeKeychain.ready();
    private final Keychain keychain = new WatchedKeychain(kept, this::note);
    private final List<Change> changes = new ArrayList<>();

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
        assertThat(kept.entries()).containsOnlyKeys(TestVaults.installId(folder()));
        make();
    }

    @Test
    void theKeychainsEntryIsRemovedWhileThereIsAFolderThatNamesIt() throws IOException {
        make();
        String old = TestVaults.installId(folder());
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.NewKeys(), new char[0]);
        }
        awaitFiles();
        assertThat(whenRemoved(old)).contains(".next-" + old).doesNotContain("vault.json.outdated");
        Path left = Files.createDirectories(folder().resolve(".next-" + ID));
        Files.createFile(left.resolve("in-keychain"));
        make();
        awaitFiles();
        assertThat(whenRemoved(ID)).contains(".next-" + ID);
    }

    @Test
    void theKeychainsEntryIsMadeOnceThereIsAFolderThatNamesIt() throws IOException {
        make();
        String first = TestVaults.installId(folder());
        assertThat(whenStored(first)).contains(".new-" + first);
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.NewKeys(), new char[0]);
        }
        String second = TestVaults.installId(folder());
        assertThat(whenStored(second)).contains(".next-" + second);
    }

    private void awaitFiles() {
        await().untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrderElementsOf(FILES));
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

    /** What was in the data folder when the entry was first removed. */
    private Set<String> whenRemoved(String entry) {
        return names(entry, Question.REMOVE);
    }

    private Set<String> whenStored(String entry) {
        return names(entry, Question.STORE);
    }

    private Set<String> names(String entry, Question question) {
        synchronized (changes) {
            return changes.stream().filter(change -> change.entry().equals(entry) && change.question() == question).findFirst()
                    .orElseThrow().names();
        }
    }

    private void note(Question question, String entry) {
        if (question.isChange()) {
            synchronized (changes) {
                changes.add(new Change(question, entry, names()));
            }
        }
    }

    private record Change(Question question, String entry, Set<String> names) {}
}
