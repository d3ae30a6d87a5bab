package waybill.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder with a key file, which is only ever replaced as a whole. Folders are made 0700 and files 0600 where POSIX rules. */
final class VaultFolder {
    private static final String KEY_FILE = "vault.json";
    private static final String UNFINISHED = "vault.json.new";
    private static final String PREVIOUS = "vault.json.previous";

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

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

    /** Makes the folder and those above it; one that is there stays as it is. */
    void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, posixAttributes(path, OWNER_FOLDER));
            Path parent = path.getParent();
            if (parent != null) {
                sync(parent);
            }
        }
    }

    boolean hasKeyFile() {
        return Files.exists(keyFile(), LinkOption.NOFOLLOW_LINKS) || Files.exists(previousKeyFile(), LinkOption.NOFOLLOW_LINKS);
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

    /** Replaces the key file: written new, on disk, renamed. What was there is kept until {@link #dropPrevious}. */
    void write(VaultFile file) throws IOException {
        write(unfinishedKeyFile(), file.bytes());
        if (Files.exists(keyFile()) && !Files.exists(previousKeyFile())) {
            // A copy and no rename, so that there is a key file at every moment.
            write(previousKeyFile(), Files.readAllBytes(keyFile()));
        }
        Files.move(unfinishedKeyFile(), keyFile(), ATOMIC_MOVE);
        sync(path);
    }

    /** Deletes the previous key file once the new one was opened: an old passphrase must not open the vault for ever. */
    void dropPrevious(MasterKey master) throws IOException {
        if (Files.exists(previousKeyFile()) && VaultFile.parse(bytes(keyFile())).isAuthentic(master)) {
            Files.delete(previousKeyFile());
            sync(path);
        }
    }

    /** Takes rights to {@code file} from all but the owner. */
    static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, OWNER_FILE);
        }
    }

    /** Puts the names of the files in {@code folder} on disk. */
    static void sync(Path folder) throws IOException {
        // Windows cannot open a folder as a file, and writes its names through.
        if (isPosix(folder)) {
            try (FileChannel names = FileChannel.open(folder, READ)) {
                names.force(true);
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, TRUNCATE_EXISTING, WRITE),
                posixAttributes(file, OWNER_FILE))) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(VaultFile.MAX_BYTES + 1);
            if (bytes.length > VaultFile.MAX_BYTES) {
                throw VaultFile.damaged("too long");
            }
            return bytes;
        }
    }

    private static FileAttribute<?>[] posixAttributes(Path on, Set<PosixFilePermission> rights) {
        return isPosix(on) ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
