package waybill.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;

/**
 * Files and folders for one person only: 0600 and 0700 where the file system knows permissions. On Windows they inherit
 * those of the folder above, which in a person's profile are as narrow.
 */
final class PrivateFiles {
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFiles() {}

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
    }

    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions("rw-------"));
    }

    /** For what was not made through {@link #open}, such as a socket. */
    static void restrict(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Takes the rights of all but the owner. A folder of somebody else, or of a file system without permissions, stays as it is. */
    static void restrictFolderIfPossible(Path folder) {
        if (POSIX) {
            try {
                Set<PosixFilePermission> present = Files.getPosixFilePermissions(folder);
                Set<PosixFilePermission> left = PosixFilePermissions.fromString("rwx------");
                if (!left.containsAll(present)) {
                    left.retainAll(present);
                    Files.setPosixFilePermissions(folder, left);
                }
            } catch (IOException _) {
                // as above
            }
        }
    }

    /** Whether somebody else may make, delete and replace files in {@code folder}. Where nobody can tell, false. */
    static boolean isWritableByOthers(Path folder) {
        try {
            return POSIX && !Collections.disjoint(Files.getPosixFilePermissions(folder), OF_OTHERS);
        } catch (IOException _) {
            return false;
        }
    }

    /** Replaces {@code file} whole: after a failure or a power cut it is either the old one or the new one. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        // What a killed run left behind may have other permissions.
        Files.deleteIfExists(fresh);
        try {
            try (FileChannel channel = open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            deleteQuietly(fresh, failure);
            throw failure;
        }
    }

    /** Whether {@code failure} says that nothing may be written here, rather than that something went wrong. */
    static boolean isReadOnly(Exception failure) {
        return switch (failure) {
            case AccessDeniedException _ -> true;
            case ReadOnlyFileSystemException _ -> true;
            // EROFS has no type of its own in the JDK.
            case FileSystemException fault -> String.valueOf(fault.getReason()).contains("Read-only file system");
            default -> false;
        };
    }

    private static void deleteQuietly(Path file, IOException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return POSIX
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
