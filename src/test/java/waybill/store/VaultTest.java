package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Readiness;
import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** The vault with the real database. */
class VaultTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.PASSPHRASE);

    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    private final FakeKeychain keychain = FakeKeychain.absent();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void asksForANewPassphraseWhereNoKeychainAnswers() {
        Vault vault = vault();
        assertThat(vault.open()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        assertThat(vault.create(TestVaults.passphrase())).isEqualTo(OPENED).isEqualTo(vault.status());
    }

    @Test
    void asksForThePassphraseAtEachStart() {
        made();
        Vault vault = vault();
        assertThat(vault.open()).isEqualTo(new VaultStatus.NeedsPassphrase(0, Instant.EPOCH));
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(OPENED);
    }

    @Test
    void asksNothingWhereTheKeychainIsReady() {
        keychain.become(Availability.READY);
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
            assertThat(vault.lock()).isEqualTo(new VaultStatus.Locked());
            assertThat(vault.open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
        }
        assertThat(keychain.entries()).hasSize(1);
        assertThat(keychain.entries().values().iterator().next()).hasSize(32);
        assertThat(vault().open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
    }

    @Test
    void asksForAPassphraseWhereTheKeychainForgetsWhatItStored() {
        keychain.become(Availability.READY);
        keychain.forget();
        assertThat(vault().open()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        assertThat(names()).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithTheKeychain() {
        keychain.become(Availability.READY);
        Vault vault = vault();
        vault.open();
        vault.close();
        Set<String> before = names();
        keychain.become(Availability.LOCKED);
        assertRefused(Refusal.KEYCHAIN_LOCKED, vault.open());
        keychain.become(Availability.ABSENT);
        assertRefused(Refusal.KEYCHAIN_UNAVAILABLE, vault.open());
        keychain.become(Availability.READY);
        keychain.entries().replaceAll((_, _) -> new byte[32]);
        assertRefused(Refusal.KEYCHAIN_ENTRY_MISSING, vault.open());
        keychain.forget();
        assertRefused(Refusal.KEYCHAIN_ENTRY_MISSING, vault.open());
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void countsAndDelaysWrongPassphrases() {
        made();
        Vault vault = vault();
        vault.open();
        assertThat(wrong(vault)).isEqualTo(new VaultStatus.NeedsPassphrase(1, now));
        assertThat(wrong(vault)).isEqualTo(new VaultStatus.NeedsPassphrase(2, now));
        assertThat(wrong(vault)).isEqualTo(new VaultStatus.NeedsPassphrase(3, now.plusSeconds(1)));
        assertThat(vault.unlock(TestVaults.passphrase())).as("too early").isInstanceOf(VaultStatus.NeedsPassphrase.class);
        now = now.plusSeconds(1);
        assertThat(wrong(vault)).isEqualTo(new VaultStatus.NeedsPassphrase(4, now.plusSeconds(2)));
        now = now.plusSeconds(2);
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(OPENED);
        assertThat(vault.lock()).isEqualTo(new VaultStatus.NeedsPassphrase(0, Instant.EPOCH));
    }

    @Test
    void isNotLockedOutByAClockThatIsSetBack() {
        made();
        Vault vault = vault();
        vault.open();
        wrong(vault);
        wrong(vault);
        wrong(vault);
        now = now.minus(Duration.ofDays(1));
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(OPENED);
    }

    @Test
    void wipesEveryPassphraseItIsGiven() {
        Vault vault = vault();
        char[] early = TestVaults.passphrase();
        vault.create(early);
        vault.open();
        char[] chosen = TestVaults.passphrase();
        vault.create(chosen);
        char[] late = TestVaults.passphrase();
        vault.unlock(late);
        assertThat(List.of(early, chosen, late)).allSatisfy(passphrase -> assertThat(passphrase).containsOnly('\0'));
    }

    @Test
    void locksAndUnlocks() {
        Vault vault = vault();
        TestVaults.open(vault);
        destinations().register(Destinations.bearer("token"), Readiness.notTested());
        assertThat(vault.lock()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        vault.unlock(TestVaults.passphrase());
        assertThat(destinations().find()).isPresent();
    }

    @Test
    void refusesAKeyFileWithoutItsDatabase() throws IOException {
        made();
        Files.delete(folder().resolve("waybill.mv.db"));
        assertNothingIsMade(Refusal.DATABASE_MISSING);
    }

    @Test
    void refusesADatabaseWithoutItsKeyFile() throws IOException {
        made();
        Files.delete(folder().resolve("vault.json"));
        assertNothingIsMade(Refusal.KEY_FILE_MISSING);
        keychain.become(Availability.READY);
        assertNothingIsMade(Refusal.KEY_FILE_MISSING);
    }

    @Test
    void refusesADamagedKeyFileBeforeItAsksForAPassphrase() throws IOException {
        made();
        Files.writeString(folder().resolve("vault.json"), "{}");
        assertNothingIsMade(Refusal.KEY_FILE_DAMAGED);
        Files.writeString(folder().resolve("vault.json"), "");
        assertNothingIsMade(Refusal.KEY_FILE_DAMAGED);
    }

    @Test
    void setsFilesAsideAndDeletesNothing() throws IOException {
        made();
        Files.writeString(folder().resolve("vault.json"), "damaged");
        byte[] kept = Files.readAllBytes(folder().resolve("waybill.mv.db"));
        Vault vault = vault();
        assertRefused(Refusal.KEY_FILE_DAMAGED, vault.open());
        assertThat(vault.setAside()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        assertThat(names()).containsExactlyInAnyOrder("vault.json.set-aside-20260301T100000Z",
                "waybill.mv.db.set-aside-20260301T100000Z");
        assertThat(folder().resolve("waybill.mv.db.set-aside-20260301T100000Z")).hasBinaryContent(kept);
        assertThat(vault.create(TestVaults.passphrase())).isEqualTo(OPENED);
    }

    @Test
    void setsAsideTwiceInTheSameSecond() {
        made();
        Vault vault = vault();
        vault.open();
        vault.setAside();
        vault.create(TestVaults.passphrase());
        vault.lock();
        assertThat(vault.setAside()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        assertThat(names()).hasSize(4).contains("vault.json.set-aside-20260301T100000Z-2");
    }

    @Test
    void setsAnOpenVaultAside() {
        Vault vault = vault();
        TestVaults.open(vault);
        destinations().register(Destinations.bearer("token"), Readiness.notTested());
        assertThat(vault.setAside()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        assertThat(names()).containsExactlyInAnyOrder("vault.json.set-aside-20260301T100000Z",
                "waybill.mv.db.set-aside-20260301T100000Z");
        assertThat(vault.create(TestVaults.passphrase())).isEqualTo(OPENED);
        assertThat(destinations().find()).isEmpty();
    }

    @Test
    void onlyTheOwnerCanReadFolderAndFiles() throws IOException {
        Vault vault = vault();
        TestVaults.open(vault);
        destinations().register(Destinations.bearer("token"), Readiness.notTested());
        assertRights();
        vault.close();
        assertRights();
        TestVaults.open(vault());
        assertRights();
        assertThat(names()).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
    }

    @Test
    void saysNothingIsOpenBeforeAndAfter() {
        Vault vault = vault();
        assertRefused(Refusal.OTHER, vault.status());
        TestVaults.open(vault);
        vault.close();
        assertRefused(Refusal.OTHER, vault.status());
    }

    private void made() {
        try (Vault vault = vault()) {
            TestVaults.open(vault);
        }
    }

    private void assertNothingIsMade(Refusal refusal) {
        Set<String> before = names();
        Vault vault = vault();
        assertRefused(refusal, vault.open());
        assertRefused(refusal, vault.create(TestVaults.passphrase()));
        assertRefused(refusal, vault.unlock(TestVaults.passphrase()));
        assertThat(names()).isEqualTo(before);
        assertThat(keychain.entries()).isEmpty();
    }

    private void assertRights() throws IOException {
        assertThat(rights(folder())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertRefused(Refusal refusal, VaultStatus status) {
        assertThat(status).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).as(refused.detail()).isEqualTo(refusal));
    }

    private static VaultStatus wrong(Vault vault) {
        return vault.unlock("wrong".toCharArray());
    }

    private SqlDestinationRepository destinations() {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    private Vault vault() {
        return TestVaults.vault(folder(), keychain, database, () -> now);
    }

    private Path folder() {
        return parent.resolve("home");
    }

    private Set<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
