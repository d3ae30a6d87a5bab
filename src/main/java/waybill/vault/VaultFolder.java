package waybill.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
        try {
            return readNewest().installId().equals(installId);
        } catch (NoSuchFileException | VaultException _) {
            return false;
        }
    }

    /** Puts the previous key file back in place of the newest one. */
    void revert() throws IOException {
        Files.move(previousKeyFile(), keyFile(), ATOMIC_MOVE);
        DurableFiles.syncFolder(path);
    }

    /** Replaces the key file: written new, on disk, renamed. What was there is kept until {@link #dropPrevious}. */
    void write(VaultFile file) throws IOException {
        DurableFiles.write(unfinishedKeyFile(), file.bytes());
        if (Files.exists(keyFile()) && !Files.exists(previousKeyFile())) {
            // A copy and no rename, so that there is a key file at every moment.
            DurableFiles.write(previousKeyFile(), Files.readAllBytes(keyFile()));
        }
        Files.move(unfinishedKeyFile(), keyFile(), ATOMIC_MOVE);
        DurableFiles.syncFolder(path);
    }

    /** Deletes the previous key file once the new one was opened: an old passphrase must not open the vault for ever. */
    void dropPrevious(KeyFileSeal seal) throws IOException {
        if (Files.exists(previousKeyFile()) && VaultFile.parse(bytes(keyFile())).isAuthentic(seal)) {
            Files.delete(previousKeyFile());
            DurableFiles.syncFolder(path);
        }
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
