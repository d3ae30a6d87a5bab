package waybill.vault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Names what stands behind an I/O fault. Java has types for few of them and localised texts for the rest, so the folder is
 * asked too: whether it can be written, and how much room it has.
 */
public final class FileFaults {
    /** With less room than this, a write that failed is taken for a full disk. In bytes. */
    private static final long HARDLY_ANY_ROOM = 1L << 20;

    private FileFaults() {}

    /** {@link VaultStatus.Refusal#READ_ONLY}, {@link VaultStatus.Refusal#DISK_FULL} or {@link VaultStatus.Refusal#OTHER}. */
    public static VaultStatus.Refusal refusal(Path folder, Throwable fault) {
        if (fault instanceof AccessDeniedException || !Files.isWritable(folder)) {
            return VaultStatus.Refusal.READ_ONLY;
        }
        return saysNoSpace(fault) || hasHardlyAnyRoom(folder) ? VaultStatus.Refusal.DISK_FULL : VaultStatus.Refusal.OTHER;
    }

    static VaultException exception(Path folder, IOException fault) {
        return new VaultException(refusal(folder, fault), fault.toString(), fault);
    }

    /** Linux and macOS (ENOSPC), a used-up quota (EDQUOT), Windows (ERROR_DISK_FULL); in English. */
    private static boolean saysNoSpace(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (text.contains("No space left on device") || text.contains("quota exceeded")
                    || text.contains("not enough space on the disk")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHardlyAnyRoom(Path folder) {
        OptionalLong room = room(folder);
        return room.isPresent() && room.getAsLong() < HARDLY_ANY_ROOM;
    }

    /** The bytes that are free for {@code folder}; empty where Java does not find its disk, as in a changed root (chroot). */
    static OptionalLong room(Path folder) {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
