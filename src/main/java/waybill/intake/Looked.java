package waybill.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a preview read by lines, to their end, as it found them.
 *
 * @param files by where they are
 */
public record Looked(Map<Path, Content> files) {
    /** Of what is no file, and of files that nobody looked at. */
    public static final Looked NOTHING = new Looked(Map.of());

    public Looked {
        files = Map.copyOf(files);
    }

    /** @param digest SHA-256 of all of it; not copied, so nobody may change it */
    record Content(byte[] digest, Stamp stamp) {}

    /** By what a change is seen without reading. */
    record Stamp(long size, FileTime modified) {
        /** Empty where the file cannot be looked at. */
        static Optional<Stamp> of(Path file) {
            try {
                return Optional.of(new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }

    Optional<Content> find(Path file) {
        return Optional.ofNullable(files.get(file));
    }
}
