package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.vault.Keychain.Availability;
import waybill.vault.VaultStatus.OpenedBy;

/** Folders of vaults that were not made, and a keychain that may be given a key for each. */
class LeftKeysTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    /** Of the keychains that tests give a vault, each question has 30. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir private Path home;
    private final FakeKeychain keychain = FakeKeychain.ready();

    @AfterEach
    void thaw() {
        keychain.thaw();
    }

    @ParameterizedTest
    @ValueSource(strings = {".new-", ".next-"})
    void neverTakeTheKeyOfTheVaultThatIsInPlace(String prefix) throws IOException {
        assertThat(opened()).isEqualTo(OPENED);
        Path left = marked(prefix + TestVaults.installId(home));
        assertThat(opened()).isEqualTo(OPENED);
        assertThat(left).doesNotExist();
        assertThat(opened()).isEqualTo(OPENED);
    }

    @Test
    void neverTakeTheKeyOfAVaultOfWhichOnlyThePreviousKeyFileIsInPlace() throws Exception {
        madeWithPassphrase();
        try (Vault vault = vault()) {
            TestVaults.open(vault);
            vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        }
        String installId = TestVaults.installId(home);
        Path left = marked(".next-" + installId);
        keychain.entries().put(installId, new byte[32]);
        Files.move(home.resolve("vault.json"), home.resolve("vault.json.previous"));
        assertThat(opened()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        TestVaults.awaitForgetting();
        assertThat(left).isDirectory();
        assertThat(keychain.entries()).containsOnlyKeys(installId);
    }

    @Test
    void takeNoKeyWhileItIsNotKnownWhichVaultIsInPlace() throws Exception {
        assertThat(opened()).isEqualTo(OPENED);
        Path left = marked(".next-" + TestVaults.installId(home));
        Path elsewhere = Files.move(home.resolve("vault.json"), home.resolve("elsewhere.json"));
        assertThat(opened()).isInstanceOf(VaultStatus.Refused.class);
        TestVaults.awaitForgetting();
        assertThat(left).isDirectory();
        Files.move(elsewhere, home.resolve("vault.json"));
        assertThat(opened()).isEqualTo(OPENED);
        assertThat(left).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".new-", ".next-"})
    void nameAKeyUntilTheKeychainIsKnownToHaveItNoMore(String prefix) throws Exception {
        opened();
        Path left = marked(prefix + ID);
        keychain.entries().put(ID, new byte[32]);
        keychain.keepAll(true);
        assertThat(opened()).isEqualTo(OPENED);
        TestVaults.awaitForgetting();
        assertThat(left).isDirectory();
        keychain.keepAll(false);
        assertThat(opened()).isEqualTo(OPENED);
        await().untilAsserted(() -> assertThat(left).doesNotExist());
        assertThat(keychain.entries()).containsOnlyKeys(TestVaults.installId(home));
    }

    @Test
    void keepNobodyWaitingForAKeychainThatHangs() throws IOException {
        madeWithPassphrase();
        Path left = marked(".new-" + ID);
        keychain.entries().put(ID, new byte[32]);
        keychain.freeze();
        long begun = System.nanoTime();
        assertThat(opened()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        keychain.thaw();
        await().untilAsserted(() -> assertThat(left).doesNotExist());
        assertThat(keychain.entries()).isEmpty();
    }

    @Test
    void nameAKeyThatAVaultWasRefusedWith() throws IOException {
        keychain.keepAll(true);
        Keychain unreadable = new WatchedKeychain(keychain, (question, _) -> {
            if (question == WatchedKeychain.Question.READ) {
                throw new IllegalStateException("the keychain does not read");
            }
        });
        try (Vault vault = TestVaults.vault(home, unreadable, new PlainStore(), InstantSource.system())) {
            assertThat(vault.open()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        }
        String given = keychain.entries().keySet().iterator().next();
        assertThat(home.resolve(".new-" + given).toFile().list()).containsExactly("in-keychain");
        keychain.keepAll(false);
        assertThat(opened()).isEqualTo(OPENED);
        await().untilAsserted(() -> assertThat(keychain.entries()).containsOnlyKeys(TestVaults.installId(home)));
    }

    @Test
    void areFoundAgainAfterAVaultWasSetAside() throws IOException {
        keychain.become(Availability.ABSENT);
        Path left = marked(".new-" + ID);
        Files.writeString(home.resolve("vault.json"), "damaged");
        try (Vault vault = vault()) {
            vault.open();
            assertThat(vault.setAside()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        }
        assertThat(left).isDirectory();
    }

    private void madeWithPassphrase() {
        keychain.become(Availability.ABSENT);
        try (Vault vault = vault()) {
            TestVaults.open(vault);
        }
        keychain.become(Availability.READY);
    }

    private Path marked(String name) throws IOException {
        Path left = Files.createDirectory(home.resolve(name));
        Files.createFile(left.resolve("in-keychain"));
        return left;
    }

    private VaultStatus opened() {
        try (Vault vault = vault()) {
            return vault.open();
        }
    }

    private Vault vault() {
        return TestVaults.vault(home, keychain, new PlainStore(), InstantSource.system());
    }
}
