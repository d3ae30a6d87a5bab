package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.vault.Backup;
import waybill.vault.BackupFault;
import waybill.vault.Backups.Look;
import waybill.vault.Backups.Written;
import waybill.vault.SealedBackups;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** Where a backup may be written, and what is not even begun to be read. */
class BackupFileTest {
    private static final int MORE_THAN_IS_FREE = 20 << 20;

    @TempDir private Path parent;
    private Vault vault;

    @BeforeEach
    void makeAVault() {
        vault = TestVaults.vault(home(), new Database(new SecureRandom()));
        TestVaults.open(vault);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"home/vault.json", "home/waybill.mv.db", "home/mine.waybill", "home/folder/mine.waybill",
            "linked/vault.json", "home/../linked/vault.json"})
    void takesNoPlaceInTheDataFolder(String target) throws IOException {
        Files.createDirectory(home().resolve("folder"));
        Files.createSymbolicLink(parent.resolve("linked"), home());
        byte[] keyFile = Files.readAllBytes(home().resolve("vault.json"));
        assertThat(write(parent.resolve(target))).isInstanceOfSatisfying(Written.Refused.class,
                refused -> assertThat(refused.why()).isEqualTo(BackupFault.IN_DATA_FOLDER));
        assertThat(home().resolve("vault.json")).hasBinaryContent(keyFile);
        vault.lock();
        TestVaults.open(vault);
        assertThat(Files.list(home())).hasSize(3);
    }

    @Test
    void replacesALinkAndNotWhatItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("mine.waybill"), home().resolve("vault.json"));
        byte[] keyFile = Files.readAllBytes(home().resolve("vault.json"));
        assertThat(write(link)).isInstanceOf(Written.Done.class);
        assertThat(home().resolve("vault.json")).hasBinaryContent(keyFile);
        assertThat(Files.isSymbolicLink(link)).as("still a link").isFalse();
    }

    @Test
    void isNotWaitedForWhereItIsAPipe() throws Exception {
        Path pipe = parent.resolve("pipe");
        Assumptions.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "needs mkfifo");
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(fault(vault, pipe)).isEqualTo(BackupFault.UNREADABLE));
    }

    @Test
    void takesNoRoomBeforeItsSealIsFoundToFit() throws Exception {
        Path file = parent.resolve("mine.waybill");
        write(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Path elsewhere = parent.resolve("elsewhere");
        try (Vault other = TestVaults.vault(elsewhere, new Database(new SecureRandom()))) {
            assertThat(fault(other, file)).isEqualTo(BackupFault.DAMAGED);
            assertThat(elsewhere).doesNotExist();
        }
    }

    @Test
    void isNotUnpackedWhereThatWouldFillTheDisk() throws Exception {
        Path file = parent.resolve("large");
        SealedBackups.write(file, TestVaults.passphrase(), 2, (_, _) -> new byte[MORE_THAN_IS_FREE]);
        SmallDisk disk = SmallDisk.mount(parent.resolve("disk"));
        Path small = disk.folder().resolve("home");
        try (Vault other = TestVaults.vault(small, new Database(new SecureRandom()))) {
            assertThat(fault(other, file)).isEqualTo(BackupFault.DISK_FULL);
            assertThat(small).isEmptyDirectory();
        } finally {
            disk.unmount();
        }
    }

    private Written write(Path target) {
        return vault.backups().write(target, Backup.Kind.VAULT, TestVaults.passphrase());
    }

    private static BackupFault fault(Vault at, Path file) {
        return switch (at.backups().look(file, TestVaults.passphrase())) {
            case Look.Refused(var why, var _) -> why;
            case Look.Inside(var backup) -> {
                backup.close();
                throw new AssertionError("opened");
            }
        };
    }

    private Path home() {
        return parent.resolve("home");
    }
}
