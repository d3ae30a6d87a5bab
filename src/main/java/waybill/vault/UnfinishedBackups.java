package waybill.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Backups that are being written, beside the file whose place they will take, and what a process that was killed left of them.
 * <p>
 * Told from other people's files by a name with 128 random bits in it and by how they begin, for the folder is not Waybill's.
 */
final class UnfinishedBackups {
    private static final String END = ".part";

    private UnfinishedBackups() {}

    /** @param installId of the backup: 32 hexadecimal digits, its own */
    static Path name(Path target, String installId) {
        return target.resolveSibling(target.getFileName() + "." + installId + END);
    }

    /** Removes what is left of earlier ones for the same file. What cannot be removed stays, and is in nobody's way. */
    static void discard(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        Pattern ours = Pattern.compile(Pattern.quote(target.getFileName().toString()) + "\\.[0-9a-f]{32}" + Pattern.quote(END));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder,
                file -> ours.matcher(file.getFileName().toString()).matches())) {
            for (Path file : left) {
                if (isBegunByWaybill(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // The backup itself counts more.
        }
    }

    private static boolean isBegunByWaybill(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return BackupHead.isBegun(in.readNBytes(BackupHead.BYTES));
        }
    }
}
