package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key file of an open vault, where its slots cannot be changed. */
class OpenVaultTest {
    private static final String INSTALL_ID = "00112233445566778899aabbccddeeff";

    @TempDir private Path path;
    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = MasterKey.random(random);
    private VaultFolder folder;
    private VaultFile before;
    private OpenVault open;

    @BeforeEach
    void make() throws IOException {
        folder = new VaultFolder(path);
        before = file(3);
        folder.write(before);
        open = new OpenVault(folder, before, master,
                new KeychainCounter(new TimedKeychain(FakeKeychain.absent(), TimedKeychain.LIMIT)));
    }

    @AfterEach
    void close() {
        open.close();
        master.close();
    }

    @Test
    void isAsItWasWhereTheNewOneDoesNotOpen() {
        assertRefused(_ -> false);
        assertAsBefore();
    }

    @Test
    void isAsItWasWhateverElseFails() {
        assertRefused(_ -> {
            throw new IllegalStateException("unforeseen");
        });
        assertAsBefore();
    }

    @Test
    void isAsItWasWhereTheNewOneCannotBeWritten() throws IOException {
        Files.createDirectories(folder.unfinishedKeyFile().resolve("something"));
        assertRefused(_ -> true);
        assertAsBefore();
    }

    @Test
    void isAsItWasWhereAnOlderOneWasLeftFromBefore() throws IOException {
        Files.write(folder.previousKeyFile(), file(1).bytes());
        assertRefused(_ -> false);
        assertAsBefore();
        assertThat(folder.previousKeyFile()).hasBinaryContent(before.bytes());
    }

    @Test
    void isTheOneThatOpenedItWhereWhatIsInPlaceIsDamaged() throws IOException {
        Files.move(folder.keyFile(), folder.previousKeyFile());
        Files.writeString(folder.keyFile(), "damaged");
        assertRefused(_ -> false);
        assertAsBefore();
    }

    @Test
    void isUncertainWhereItCannotBePutBack() {
        assertRefused(_ -> {
            putSomethingInItsPlace();
            return false;
        });
        assertThat(open.isUncertain()).isTrue();
    }

    @Test
    void isReplacedAndNothingIsLeftBeside() throws IOException {
        Files.write(folder.previousKeyFile(), file(1).bytes());
        List<KeySlot> next = List.of(slot());
        open.replaceSlots(next, _ -> true);
        assertThat(open.slots()).hasSameSizeAs(next);
        assertThat(path).isDirectoryContaining(file -> file.endsWith("vault.json")).isDirectoryNotContaining(
                file -> file.getFileName().toString().length() > "vault.json".length());
        open.keep(new Witness(INSTALL_ID, 1, 4));
        assertThat(folder.read().witness().opened()).isEqualTo(4);
        assertThat(folder.read().slots()).hasSameSizeAs(next);
    }

    private void assertRefused(Predicate<VaultFile> opens) {
        assertThatThrownBy(() -> open.replaceSlots(List.of(slot()), opens)).isInstanceOfAny(IOException.class,
                RuntimeException.class);
    }

    private void assertAsBefore() {
        assertThat(folder.keyFile()).hasBinaryContent(before.bytes());
        assertThat(open.slots()).isEqualTo(before.slots());
        assertThat(open.isUncertain()).isFalse();
    }

    private void putSomethingInItsPlace() {
        try {
            Files.delete(folder.keyFile());
            Files.createDirectories(folder.keyFile().resolve("something"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VaultFile file(long opened) {
        try (KeyFileSeal seal = master.seal(INSTALL_ID)) {
            return VaultFile.of(new Witness(INSTALL_ID, 1, opened), List.of(slot(), slot()), seal);
        }
    }

    private KeySlot slot() {
        return new SlotMaker(random, Argon2Cost.FLOOR).ofKeychain(master, new byte[MasterKey.BYTES], INSTALL_ID);
    }
}
