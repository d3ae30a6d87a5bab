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
 * @param passedOver how much in folders is not taken: files that are neither JSON nor JSON Lines by their names, what is hidden, and
 *     links to folders
 * @param again what of it is in files whose content was handed in before, or is in this choice twice
 * @param begun what of it is in files of which a part was handed in before
 * @param cancelled how many messages of the batches with which any of it was handed in before were cancelled, and not sent since
 * @param looked the files that were read by lines
 */
public record Preview(long messages, long bytes, long largest, long notJson, long unsendable, List<Refused> refused,
        long passedOver, Again again, Begun begun, long cancelled, Looked looked) {
    /** So many refused ones are listed; all are counted. */
    public static final int SHOWN = 100;

    /**
     * The same once more.
     *
     * @param notJson how many of {@code messages} are not JSON
     * @param cancelled how many messages of the batches with which they were handed in before were cancelled, and not sent since
     * @param shown the first {@value #SHOWN} of the files
     */
    public record Again(long files, long messages, long notJson, long cancelled, List<Repeated> shown) {
        public Again {
            shown = List.copyOf(shown);
        }
    }

    /**
     * Files that were not read to their end before; none of them counts as {@link Again}.
     *
     * @param lines how many of theirs were handed in
     * @param cancelled as {@link Again#cancelled}
     * @param shown the first {@value #SHOWN} of the files
     */
    public record Begun(long files, long lines, long cancelled, List<Repeated> shown) {
        public Begun {
            shown = List.copyOf(shown);
        }
    }

    /** A file with the same content as another. */
    public sealed interface Repeated {
        String name();

        /** Handed in before. @param name of the file now */
        record Earlier(String name, FileMemory.Sighting sighting) implements Repeated {}

        /** Handed in before as far as the first {@code lines}. @param name of the file now */
        record Half(String name, FileMemory.Sighting sighting, long lines) implements Repeated {}

        /** @param first of the same choice */
        record Twin(String name, String first) implements Repeated {}
    }

    public Preview {
        refused = List.copyOf(refused);
    }

    /**
     * How many messages {@code decision} leaves of what was found. About as many where it goes on in files that were begun:
     * what was handed in of them is known in lines, of which some may be blank or not JSON.
     */
    public long messages(Intake.Decision decision) {
        boolean takesAll = decision.sameAgain() == Intake.SameAgain.SEND_AGAIN;
        long read = takesAll ? messages : messages - again.messages();
        long wrong = takesAll ? notJson : notJson - again.notJson();
        long sent = decision.notJson() == Intake.NotJson.SEND_AS_IT_IS ? read : read - wrong;
        return decision.half() == Intake.Half.GO_ON ? Math.max(0, sent - begun.lines()) : sent;
    }
}
