package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/** What a process that was killed while it made a vault can leave, each state built by hand. */
@Promised(Promise.KILLED)
class KilledCreationTest {
    private static final String KEY_FILE = "vault.json";
    private static final String DATABASE = "waybill.mv.db";
    private static final String INSTALL_ID = "00112233445566778899aabbccddeeff";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private Path folder;
    private Path begun;
    private Path whole;

    @BeforeEach
    void makeAWholeVaultElsewhere() throws IOException {
        whole = parent.resolve("whole");
        Home.open(whole).close();
        folder = Files.createDirectory(parent.resolve("home"));
        begun = Files.createDirectory(folder.resolve(".new-" + INSTALL_ID));
    }

    @Test
    void clearsAwayAFolderWithNothingInIt() {
        assertBeginsAnew();
    }

    @Test
    void clearsAwayADatabaseThatWasBegun() throws IOException {
        Files.write(begun.resolve(DATABASE), new byte[4096]);
        assertBeginsAnew();
    }

    @Test
    void clearsAwayAVaultWhoseKeyFileHasNotItsNameYet() throws IOException {
        Files.copy(whole.resolve(DATABASE), begun.resolve(DATABASE));
        Files.copy(whole.resolve(KEY_FILE), begun.resolve(KEY_FILE + ".new"));
        assertBeginsAnew();
    }

    @Test
    void finishesAVaultThatWasMade() throws IOException {
        Files.copy(whole.resolve(DATABASE), begun.resolve(DATABASE));
        Files.copy(whole.resolve(KEY_FILE), begun.resolve(KEY_FILE));
        assertOpens();
    }

    @Test
    void finishesAVaultWhoseDatabaseIsInPlace() throws IOException {
        Files.copy(whole.resolve(DATABASE), folder.resolve(DATABASE));
        Files.copy(whole.resolve(KEY_FILE), begun.resolve(KEY_FILE));
        assertOpens();
    }

    @Test
    void opensAVaultThatIsInPlaceWithTheFolderLeft() throws IOException {
        Files.copy(whole.resolve(DATABASE), folder.resolve(DATABASE));
        Files.copy(whole.resolve(KEY_FILE), folder.resolve(KEY_FILE));
        assertOpens();
    }

    @Test
    void replacesNothingThatIsInPlace() throws IOException {
        Files.copy(whole.resolve(DATABASE), begun.resolve(DATABASE));
        Files.copy(whole.resolve(KEY_FILE), begun.resolve(KEY_FILE));
        Files.writeString(folder.resolve(DATABASE), "somebody's data");
        assertThat(vault().open()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).isEqualTo(VaultStatus.Refusal.KEY_FILE_MISSING));
        assertThat(folder.resolve(DATABASE)).hasContent("somebody's data");
        assertThat(begun.resolve(DATABASE)).exists();
    }

    @Test
    void removesTheKeychainsEntryOfAVaultThatWasNotMade() throws IOException {
        Files.createFile(begun.resolve("in-keychain"));
        keychain.become(Availability.READY);
        keychain.entries().put(INSTALL_ID, new byte[32]);
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
        }
        await().untilAsserted(() -> assertThat(keychain.entries()).hasSize(1).doesNotContainKey(INSTALL_ID));
    }

    private void assertBeginsAnew() {
        assertThat(vault().open()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        assertThat(folder).isEmptyDirectory();
    }

    private void assertOpens() throws IOException {
        Home home = Home.open(folder);
        home.close();
        assertThat(home.status()).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(KEY_FILE, DATABASE);
        }
    }

    private Vault vault() {
        return TestVaults.vault(folder, keychain, new Database(new SecureRandom()), InstantSource.system());
    }
}
