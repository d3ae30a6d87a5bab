package waybill.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** A folder with a key file, which is only ever replaced as a whole. */
final class VaultFolder {
    private static final String KEY_FILE = "vault.json";
    private static final String UNFINISHED = "vault.json.new";
    private static final String PREVIOUS = "vault.json.previous";

    private final Path path;

    VaultFolder(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    Path keyFile() {
        return path.resolve(KEY_FILE);
    }

    Path previousKeyFile() {
        return path.resolve(PREVIOUS);
    }

    Path unfinishedKeyFile() {
        return path.resolve(UNFINISHED);
    }

    boolean hasKeyFile() {
        return Files.exists(keyFile(), LinkOption.NOFOLLOW_LINKS) || Files.exists(previousKeyFile(), LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws VaultException if the folder, the key file or {@code database} is there and cannot be written to */
    void requireWritable(Path database) {
        for (Path file : new Path[]{path, keyFile(), database}) {
            if (Files.exists(file) && !Files.isWritable(file)) {
                throw new VaultException(VaultStatus.Refusal.READ_ONLY, file.toString(), null);
            }
        }
    }

    /**
     * The key file; the previous one where the new one was cut before it was opened once.
     *
     * @throws VaultException if neither can be read
     */
    VaultFile read() throws IOException {
        try {
            return VaultFile.parse(bytes(keyFile()));
        } catch (NoSuchFileException | VaultException e) {
            if (e instanceof VaultException fault && fault.refusal() != VaultStatus.Refusal.KEY_FILE_DAMAGED
                    || !Files.exists(previousKeyFile())) {
                throw e;
            }
            return VaultFile.parse(bytes(previousKeyFile()));
        }
    }

    /** The key file itself, even if there is a previous one. @throws VaultException if it cannot be read */
    VaultFile readNewest() throws IOException {
        return VaultFile.parse(bytes(keyFile()));
    }

    /** Whether there is a key file of the vault of that install id. */
    boolean isOf(String installId) throws IOException {
        return has(keyFile(), file -> file.installId().equals(installId));
    }

    /** Whether the key file is of the vault of that install id, and the keychain a way to open it. */
    boolean isOpenedByKeychain(String installId) throws IOException {
        return isOpenedByKeychain(keyFile(), installId);
    }

    /** The same of the previous key file, which may take the place of the other. */
    boolean wasOpenedByKeychain(String installId) throws IOException {
        return isOpenedByKeychain(previousKeyFile(), installId);
    }

    private static boolean isOpenedByKeychain(Path keyFile, String installId) throws IOException {
        return has(keyFile, file -> file.installId().equals(installId) && file.keychainSlot().isPresent());
    }

    private static boolean has(Path keyFile, Predicate<VaultFile> what) throws IOException {
        try {
            return what.test(VaultFile.parse(bytes(keyFile)));
        } catch (NoSuchFileException | VaultException _) {
            return false;
        }
    }

    /** Writes the key file: written new, on disk, renamed. */
    void write(VaultFile file) throws IOException {
        DurableFiles.write(unfinishedKeyFile(), file.bytes());
        putInPlace();
    }

    /**
     * Replaces the key file, as {@link #write}. The present one is kept until {@link #dropPrevious}.
     *
     * @param present what opened the vault. It may be the previous one, while what is in place is damaged
     */
    void replace(VaultFile present, VaultFile next) throws IOException {
        DurableFiles.write(unfinishedKeyFile(), next.bytes());
        if (!has(previousKeyFile(), present)) {
            // A copy and no rename, so that there is a key file at every moment.
            DurableFiles.write(previousKeyFile(), present.bytes());
        }
        putInPlace();
    }

    /** Sees to it that {@code before} is the key file, after a {@link #replace} that may have failed anywhere. */
    void putBack(VaultFile before) throws IOException {
        if (!has(keyFile(), before)) {
            write(before);
        }
    }

    /** Deletes the previous key file once the new one was opened: an old passphrase must not open the vault for ever. */
    void dropPrevious(KeyFileSeal seal) throws IOException {
        if (Files.exists(previousKeyFile()) && VaultFile.parse(bytes(keyFile())).isAuthentic(seal)) {
            Files.delete(previousKeyFile());
            DurableFiles.syncFolder(path);
        }
    }

    private void putInPlace() throws IOException {
        Files.move(unfinishedKeyFile(), keyFile(), ATOMIC_MOVE);
        DurableFiles.syncFolder(path);
    }

    private static boolean has(Path file, VaultFile expected) throws IOException {
        byte[] bytes = expected.bytes();
        return Files.exists(file) && Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    /** At most {@link VaultFile#MAX_BYTES}. @throws VaultException if it is longer */
    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(VaultFile.MAX_BYTES + 1);
            if (bytes.length > VaultFile.MAX_BYTES) {
                throw VaultFile.damaged("too long");
            }
            return bytes;
        }
    }
}
