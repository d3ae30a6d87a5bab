package waybill.receiver;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.delivery.HeaderField;

/**
 * A request that reached the practice receiver. Told on arrival, before the delay of the answer.
 *
 * @param verdict whether it is authenticated as expected; {@link Verdict.NothingToCompare} where nothing is expected, or
 *            the body was too large to be read
 * @param status what is answered; none for a dropped connection
 */
public record ReceivedRequest(Instant at, Head head, Body body, Verdict verdict, OptionalInt status) {
    /**
     * All but the body.
     *
     * @param target path and query as they arrived
     * @param shownTarget the same with secrets masked
     * @param headers in the order they arrived, names and values as they were written; {@link HeaderField#shown} is masked
     */
    public record Head(String method, String target, String shownTarget, List<HeaderField> headers) {
        public Head {
            headers = List.copyOf(headers);
        }

        /** Never prints a secret. */
        @Override
        public String toString() {
            return method + " " + shownTarget + " " + headers;
        }
    }

    /**
     * The body as text, decoded from chunks but not otherwise: what is no UTF-8 is the replacement character.
     *
     * @param shown the beginning, secrets masked, at most {@link #SHOWN} characters
     * @param isCut whether there is more than that
     * @param size in bytes, of the whole body
     */
    public record Body(String shown, boolean isCut, long size) {
        /** How many characters of a body are kept to be looked at. */
        public static final int SHOWN = 64 * 1024;

        /** Never prints the body: payloads are as private as secrets. */
        @Override
        public String toString() {
            return size + " bytes";
        }
    }

    /** Never prints a secret or the body. */
    @Override
    public String toString() {
        return "ReceivedRequest[" + at + " " + head + " " + body + " " + status + "]";
    }
}
