package waybill.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import waybill.delivery.Answer;
import waybill.delivery.Answer.BodyEnd;

/** As much of an answer's body as is kept. Whatever goes wrong with it is noted, not thrown. */
record BoundedBody(byte[] bytes, BodyEnd end) {
    /** Most answers are short, and clearing 64 KiB for each costs more than reading it. */
    private static final int USUAL_BYTES = 1024;
    private static final int GROWTH = 4;

    static final BoundedBody NONE = new BoundedBody(new byte[0], BodyEnd.COMPLETE);

    /** Tells why reading failed, or throws where nothing is to be kept. */
    @FunctionalInterface
    interface Reason {
        BodyEnd ofFailure() throws IOException;
    }

    /** @param reasonForFailure asked when reading failed */
    static BoundedBody read(InputStream in, Reason reasonForFailure) throws IOException {
        var kept = new byte[USUAL_BYTES];
        int length = 0;
        try {
            while (length < Answer.BODY_LIMIT) {
                if (length == kept.length) {
                    kept = Arrays.copyOf(kept, Math.min(length * GROWTH, Answer.BODY_LIMIT));
                }
                int count = in.read(kept, length, kept.length - length);
                if (count < 0) {
                    return new BoundedBody(Arrays.copyOf(kept, length), BodyEnd.COMPLETE);
                }
                length += count;
            }
            return new BoundedBody(kept, in.read() < 0 ? BodyEnd.COMPLETE : BodyEnd.CUT_AT_LIMIT);
        } catch (IOException _) {
            return new BoundedBody(Arrays.copyOf(kept, length), reasonForFailure.ofFailure());
        }
    }
}
