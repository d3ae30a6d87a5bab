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
 * @param repeated files that were handed in before, with the same content
 * @param unsendable how many are too large or unreadable
 */
public record Preview(long messages, long bytes, long largest, long notJson, long unsendable, List<Refused> refused,
        List<Repeated> repeated) {
    /** So many refused ones are listed; all are counted. */
    public static final int SHOWN = 100;

    /** @param name of the file now */
    public record Repeated(String name, FileMemory.Sighting earlier) {}

    public Preview {
        refused = List.copyOf(refused);
        repeated = List.copyOf(repeated);
    }
}
