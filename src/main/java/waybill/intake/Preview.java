package waybill.intake;

import java.util.List;

import waybill.delivery.FileMemory;

/**
 * What handing in would bring, found by reading everything once and keeping none of it.
 *
 * @param messages that can be sent, those that are not JSON included
 * @param bytes of them all
 * @param largest of them, in bytes
 * @param notJson how many of them are not JSON
 * @param refused the first {@value #SHOWN} that are not JSON or cannot be sent
 * @param repeated files that were handed in before, with the same content, or a part of them
 * @param twice files with the content of one before them
 * @param unsendable how many are too large or unreadable
 */
public record Preview(long messages, long bytes, long largest, long notJson, long unsendable, List<Refused> refused,
        List<Repeated> repeated, List<Twice> twice) {
    /** So many refused ones are listed; all are counted. */
    public static final int SHOWN = 100;

    /** @param name of the file now */
    public record Repeated(String name, FileMemory.Sighting earlier) {}

    /** @param name of the file; @param first the name of the one before it with the same content */
    public record Twice(String name, String first) {}

    public Preview {
        refused = List.copyOf(refused);
        repeated = List.copyOf(repeated);
        twice = List.copyOf(twice);
    }

    /** How many lines of these files were handed in before, from files that were not read to their end then. */
    public long handedInLines() {
        return repeated.stream().mapToLong(file -> file.earlier().lines().orElse(0)).sum();
    }
}
