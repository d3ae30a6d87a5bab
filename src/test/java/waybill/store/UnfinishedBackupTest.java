package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.Backup;
import waybill.vault.Backups.Written;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** What a process that was killed while it backed up leaves beside the file, and what only looks like that. */
class UnfinishedBackupTest {
    private static final String RANDOM = "00112233445566778899aabbccddeeff";

    @TempDir private Path parent;
    private Vault vault;
    private byte[] whole;

    @BeforeEach
    void makeAVault() throws IOException {
        vault = TestVaults.vault(parent.resolve("home"), new Database(new SecureRandom()));
        TestVaults.open(vault);
        backUp();
        whole = Files.readAllBytes(file());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void isRemovedByTheNextBackupHoweverLittleWasWritten() throws IOException {
        for (int bytes : List.of(0, 7, 15, 100, whole.length - 1)) {
            Path left = Files.write(parent.resolve("my.waybill." + RANDOM + ".part"), Arrays.copyOf(whole, bytes));
            backUp();
            assertThat(left).as("with %d bytes", bytes).doesNotExist();
        }
    }

    /** As a kill leaves it, at whatever moment: the head is written last. */
    @Test
    void isRemovedByTheNextBackupHoweverFarItCame() throws Exception {
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        var isOver = new AtomicBoolean();
        Thread watching = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                part().flatMap(UnfinishedBackupTest::content).ifPresent(seen::add);
            }
        });
        while (seen.isEmpty()) {
            backUp();
        }
        isOver.set(true);
        watching.join();

        for (byte[] content : List.of(seen.getFirst(), seen.getLast())) {
            Path left = Files.write(parent.resolve("my.waybill." + RANDOM + ".part"), content);
            backUp();
            assertThat(left).as("with %d bytes", content.length).doesNotExist();
        }
    }

    private Optional<Path> part() {
        try (var files = Files.list(parent)) {
            return files.filter(file -> file.toString().endsWith(".part")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> content(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file)).filter(bytes -> bytes.length > 0);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        List<Path> others = List.of(parent.resolve("my.waybill.part"), parent.resolve("my.waybill." + RANDOM + ".part"),
                parent.resolve("my.waybill.new.part"), parent.resolve("myxwaybill." + RANDOM + ".part"));
        for (Path other : others) {
            Files.writeString(other, "somebody's data");
        }
        Path download = Files.write(parent.resolve("my.waybill.crdownload.part"), whole);
        Path folder = Files.createDirectory(parent.resolve("my.waybill." + RANDOM.replace('0', 'f') + ".part"));
        Path link = Files.createSymbolicLink(parent.resolve("my.waybill." + RANDOM.replace('1', 'f') + ".part"), file());

        backUp();

        assertThat(others).allSatisfy(other -> assertThat(other).hasContent("somebody's data"));
        assertThat(download).hasBinaryContent(whole);
        assertThat(folder).isDirectory();
        assertThat(link).isSymbolicLink();
    }

    private void backUp() {
        assertThat(vault.backups().write(file(), Backup.Kind.VAULT, TestVaults.passphrase())).isInstanceOf(Written.Done.class);
    }

    private Path file() {
        return parent.resolve("my.waybill");
    }
}
