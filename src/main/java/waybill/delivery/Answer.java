package waybill.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What the endpoint answered.
 *
 * @param status 200 to 599, or another three-digit number the server made up
 * @param reason the words of the status line; may be empty
 * @param body at most 65,536 bytes, undecoded
 * @param end how the body ended; changes nothing about the outcome
 */
public record Answer(int status, String reason, List<HeaderField> headers, byte[] body, BodyEnd end) {
    /** At most this much of an answer is read and kept. */
    public static final int BODY_LIMIT = 64 * 1024;

    /** How the reading of the body ended. */
    public enum BodyEnd {
        COMPLETE, CUT_AT_LIMIT, CUT_AT_DEADLINE, CUT_BY_CLOSE
    }

    public Answer {
        headers = List.copyOf(headers);
    }

    /** The value of the first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(HeaderField::value).findFirst();
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes, " + end + "]";
    }
}
