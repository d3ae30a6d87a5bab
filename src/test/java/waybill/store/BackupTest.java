package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.vault.Backup;
import waybill.vault.BackupFault;
import waybill.vault.Backups.Imported;
import waybill.vault.Backups.Look;
import waybill.vault.Backups.Written;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/** Backups of a vault with the real database, and what becomes of them elsewhere. */
class BackupTest {
    private static final String OWN = "the backup's own passphrase";
    private static final Destination BACKED_UP = Destinations.practice("a token", "a private key");
    private static final Destination LATER = Destinations.bearer("later");
    private static final Readiness READY = Readiness.of(Readiness.State.READY, Instant.parse("2026-02-01T00:00:00Z"));
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    private final FakeKeychain keychain = FakeKeychain.absent();
    private Vault vault;
    private Path file;

    @BeforeEach
    void makeABackup() {
        vault = TestVaults.vault(folder(), keychain, database, () -> NOW);
        TestVaults.open(vault);
        destinations().register(BACKED_UP, READY);
        file = parent.resolve("waybill.backup");
        assertThat(vault.backups().write(file, Backup.Kind.VAULT, OWN.toCharArray()))
                .isInstanceOfSatisfying(Written.Done.class, done -> assertThat(done.holding().messages()).isZero());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void goesOnWhileItIsBackedUpAndLeavesNothingBeside() throws IOException {
        assertThat(vault.status()).isInstanceOf(VaultStatus.Opened.class);
        assertThat(destinations().find()).contains(new Registered(BACKED_UP, READY));
        assertThat(names(folder())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        assertThat(names(parent)).containsExactlyInAnyOrder("home", "waybill.backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void showsWhatIsInsideAndChangesNothing() throws IOException {
        byte[] before = Files.readAllBytes(folder().resolve("waybill.mv.db"));
        try (Backup backup = look(OWN)) {
            assertThat(backup.kind()).isEqualTo(Backup.Kind.VAULT);
            assertThat(backup.made()).isEqualTo(NOW);
            assertThat(backup.holding().destination()).hasValueSatisfying(target -> {
                assertThat(target.host()).isEqualTo("127.0.0.1");
                assertThat(target.authType()).isEqualTo("BEARER");
                assertThat(target.trusted()).singleElement().asString()
                        .matches("CN=.* \\(SHA-256 ([0-9A-F]{2}:){7}[0-9A-F]{2}…\\)");
            });
        }
        assertThat(folder().resolve("waybill.mv.db")).hasBinaryContent(before);
        assertThat(names(folder())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
    }

    @Test
    void restoresInPlaceOfAnOpenVaultWhoseFilesAreKept() throws IOException {
        destinations().replace(LATER, Readiness.notTested());
        try (Backup backup = look(OWN)) {
            assertThat(vault.restore(backup, "a new passphrase".toCharArray())).isEqualTo(new KeyChange.Changed());
        }
        assertThat(destinations().find()).contains(new Registered(BACKED_UP, READY));
        assertThat(names(folder())).hasSize(4).contains("vault.json.set-aside-20260301T100000Z",
                "waybill.mv.db.set-aside-20260301T100000Z");
        vault.lock();
        assertThat(vault.unlock(TestVaults.passphrase())).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.unlock("a new passphrase".toCharArray())).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
        Path old = Files.createDirectory(parent.resolve("old"));
        Files.copy(folder().resolve("vault.json.set-aside-20260301T100000Z"), old.resolve("vault.json"));
        Files.copy(folder().resolve("waybill.mv.db.set-aside-20260301T100000Z"), old.resolve("waybill.mv.db"));
        try (Home home = Home.open(old)) {
            assertThat(home.destinations().find().map(Registered::destination)).as("what was set aside").contains(LATER);
        }
    }

    @Test
    void restoresOnAnotherMachineBeforeAnyVaultIsThere() {
        Path elsewhere = parent.resolve("elsewhere");
        Database other = new Database(new SecureRandom());
        try (Vault fresh = TestVaults.vault(elsewhere, FakeKeychain.absent(), other, () -> NOW)) {
            assertThat(fresh.open()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
            try (Backup backup = inside(fresh, file, OWN)) {
                assertThat(fresh.restore(backup, TestVaults.passphrase())).isEqualTo(new KeyChange.Changed());
            }
            assertThat(new SqlDestinationRepository(other, new SecureRandom()).find())
                    .contains(new Registered(BACKED_UP, READY));
            assertThat(names(elsewhere)).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        }
    }

    @Test
    void restoresOverADamagedVaultWithTheKeychain() throws IOException {
        vault.close();
        Files.writeString(folder().resolve("vault.json"), "damaged");
        keychain.become(Availability.READY);
        assertThat(vault.open()).isInstanceOf(VaultStatus.Refused.class);
        try (Backup backup = look(OWN)) {
            assertThat(vault.restore(backup, new char[0])).isEqualTo(new KeyChange.Changed());
        }
        assertThat(vault.status()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
        assertThat(destinations().find()).contains(new Registered(BACKED_UP, READY));
    }

    @Test
    void leavesAnOpenVaultOpenWhereTheRestoredOneCannotBeKept() {
        destinations().replace(LATER, Readiness.notTested());
        try (Backup backup = look(OWN)) {
            assertThat(vault.restore(backup, new char[0])).isInstanceOf(KeyChange.Refused.class);
        }
        assertThat(destinations().find().map(Registered::destination)).contains(LATER);
        assertThat(names(folder())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
    }

    @Test
    void exportsAndImportsTheDestinationAlone() {
        Path export = parent.resolve("destination.backup");
        vault.backups().write(export, Backup.Kind.DESTINATION, OWN.toCharArray());
        destinations().replace(LATER, READY);
        try (Backup backup = inside(vault, export, OWN)) {
            assertThat(backup.kind()).isEqualTo(Backup.Kind.DESTINATION);
            assertThat(vault.backups().importDestination(backup, Optional.empty())).isEqualTo(new Imported.Done());
        }
        assertThat(destinations().find()).as("not tested here").contains(new Registered(BACKED_UP, Readiness.notTested()));
    }

    @Test
    void exportsNothingWhereNothingIsRegistered() {
        destinations().delete();
        Path export = parent.resolve("destination.backup");
        assertThat(vault.backups().write(export, Backup.Kind.DESTINATION, OWN.toCharArray()))
                .isInstanceOfSatisfying(Written.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(BackupFault.NO_DESTINATION));
        assertThat(export).doesNotExist();
        try (Backup backup = look(OWN)) {
            vault.lock();
            assertThat(vault.backups().importDestination(backup, Optional.empty()))
                    .isEqualTo(new Imported.Refused(BackupFault.LOCKED));
        }
    }

    @Test
    void namesWhatIsWrongWithAFile() throws IOException {
        assertThat(fault("another passphrase")).isEqualTo(BackupFault.WRONG_PASSPHRASE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(fault(OWN)).isEqualTo(BackupFault.DAMAGED);
        Files.writeString(file, "no backup at all");
        assertThat(fault(OWN)).isEqualTo(BackupFault.NOT_A_BACKUP);
        Files.write(file, new byte[0]);
        assertThat(fault(OWN)).isEqualTo(BackupFault.NOT_A_BACKUP);
        Files.delete(file);
        assertThat(fault(OWN)).isEqualTo(BackupFault.UNREADABLE);
        Files.createDirectory(file);
        assertThat(fault(OWN)).isEqualTo(BackupFault.UNREADABLE);
        assertThat(names(folder())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
    }

    @Test
    void noticesAFlipAnywhere() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] flipped = bytes.clone();
            // The head and the key file byte by byte, the database here and there.
            int at = i < 30 ? i * 30 % 1100 : random.nextInt(bytes.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertThat(fault(OWN)).as("byte %d", at).isIn(BackupFault.DAMAGED, BackupFault.NOT_A_BACKUP);
        }
        Files.write(file, bytes);
        look(OWN).close();
    }

    @Test
    void keepsTheEarlierFileWhereTheNewOneCannotBeWritten() throws IOException {
        byte[] before = Files.readAllBytes(file);
        vault.lock();
        assertThat(vault.backups().write(file, Backup.Kind.VAULT, OWN.toCharArray()))
                .isInstanceOfSatisfying(Written.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(BackupFault.LOCKED));
        assertThat(file).hasBinaryContent(before);
        Path nowhere = parent.resolve("no folder").resolve("backup");
        TestVaults.open(vault);
        assertThat(vault.backups().write(nowhere, Backup.Kind.VAULT, OWN.toCharArray())).isInstanceOf(Written.Refused.class);
    }

    private BackupFault fault(String passphrase) {
        return switch (vault.backups().look(file, passphrase.toCharArray())) {
            case Look.Refused(var why, var _) -> why;
            case Look.Inside(var backup) -> {
                backup.close();
                throw new AssertionError("opened");
            }
        };
    }

    private Backup look(String passphrase) {
        return inside(vault, file, passphrase);
    }

    private static Backup inside(Vault at, Path file, String passphrase) {
        return switch (at.backups().look(file, passphrase.toCharArray())) {
            case Look.Inside(var backup) -> backup;
            case Look.Refused(var why, var detail) -> throw new AssertionError(why + ": " + detail);
        };
    }

    private SqlDestinationRepository destinations() {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    private Path folder() {
        return parent.resolve("home");
    }

    private static Set<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
