package waybill.vault;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner can read, and that survive a power cut. On Windows the folder's rights rule. */
public final class DurableFiles {
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private DurableFiles() {}

    /** Makes the folder, 0700, and those above it. One that is there stays as it is. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, OWNER_FOLDER));
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                syncFolder(parent);
            }
        }
    }

    /**
     * Writes a file, 0600, and returns when its content is on disk. Its name is there for certain after {@link #syncFolder}.
     * Leaves no half of it where that fails.
     */
    static void write(Path file, byte[] bytes) throws IOException {
        try {
            writeAll(file, bytes);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Makes a file, 0600, to be written to. @throws FileAlreadyExistsException if there is anything of that name */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, Set.of(CREATE_NEW, WRITE), attributes(file, OWNER_FILE));
    }

    /** Takes the rights to {@code file} from all but its owner. */
    public static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, OWNER_FILE);
        }
    }

    /** Puts what was written to {@code file} on disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.force(true);
        }
    }

    /** Puts the names of the files in {@code folder} on disk. */
    public static void syncFolder(Path folder) throws IOException {
        // Windows cannot open a folder as a file, and writes its names through.
        if (isPosix(folder)) {
            try (FileChannel names = FileChannel.open(folder, READ)) {
                names.force(true);
            }
        }
    }

    private static void writeAll(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, TRUNCATE_EXISTING, WRITE),
                attributes(file, OWNER_FILE))) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] attributes(Path on, Set<PosixFilePermission> rights) {
        return isPosix(on) ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
