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
 * @param unsendable how many are too large or unreadable
 * @param passedOver how many files of folders are neither JSON nor JSON Lines by their names
 * @param again what of it is in files whose content was handed in before, or is in this choice twice
 */
public record Preview(long messages, long bytes, long largest, long notJson, long unsendable, List<Refused> refused,
        long passedOver, Again again) {
    /** So many refused ones are listed; all are counted. */
    public static final int SHOWN = 100;

    /**
     * The same once more.
     *
     * @param notJson how many of {@code messages} are not JSON
     * @param shown the first {@value #SHOWN} of the files
     */
    public record Again(long files, long messages, long notJson, List<Repeated> shown) {
        public Again {
            shown = List.copyOf(shown);
        }
    }

    /** A file with the same content as another. */
    public sealed interface Repeated {
        String name();

        /** Handed in before. @param name of the file now */
        record Earlier(String name, FileMemory.Sighting sighting) implements Repeated {}

        /** @param first of the same choice */
        record Twin(String name, String first) implements Repeated {}
    }

    public Preview {
        refused = List.copyOf(refused);
    }

    /** How many messages {@code decision} leaves of what was found. */
    public long messages(Intake.Decision decision) {
        boolean takesAll = decision.sameAgain() == Intake.SameAgain.SEND_AGAIN;
        long read = takesAll ? messages : messages - again.messages();
        long wrong = takesAll ? notJson : notJson - again.notJson();
        return decision.notJson() == Intake.NotJson.SEND_AS_IT_IS ? read : read - wrong;
    }
}
