package waybill.intake;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where messages come from. */
public sealed interface Source {
    /** What was typed or chosen, as one message. @param bytes not copied, so nobody may change them */
    record Typed(String name, byte[] bytes) implements Source {
        /** Never prints the bytes: payloads are as private as secrets. */
        @Override
        public String toString() {
            return "Typed[" + name + ", " + bytes.length + " bytes]";
        }
    }

    /** One message, the file's own bytes. */
    record WholeFile(Path file) implements Source {}

    /** A message for each line that is not blank; a line ends with LF or CRLF, which is not part of the message. */
    record Lines(Path file) implements Source {}

    /**
     * Each file in it and in the folders below, in the order of their paths: {@code .jsonl} and {@code .ndjson} by lines,
     * {@code .json} whole, or by lines if that is what is in it; others, hidden ones and links to folders not at all.
     */
    record Folder(Path folder) implements Source {}

    /** As a file or folder that was dropped is most likely meant, by its name and by what is in it. Blocks: reads of it. */
    static Source of(Path path) {
        return Files.isDirectory(path)
                ? new Folder(path)
                : SourceNames.isLines(path) || JsonLines.areIn(path) ? new Lines(path) : new WholeFile(path);
    }
}
