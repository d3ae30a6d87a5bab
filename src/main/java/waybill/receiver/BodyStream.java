package waybill.receiver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of one request out of its connection: ends where RFC 9112 §6 says, never reads beyond it, and fails if the
 * connection ends before.
 */
final class BodyStream extends InputStream {
    private static final int LONGEST_SIZE_LINE = 4096;
    private static final int MOST_HEX_DIGITS = 15;

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean first = true;
    private boolean ended;

    private BodyStream(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
        ended = !chunked && left == 0;
    }

    /** The body that {@code head} announces. @throws RefusedRequest if its length cannot be told */
    static BodyStream of(RequestHead head, InputStream in) throws RefusedRequest {
        var codings = head.values("Transfer-Encoding");
        var lengths = head.values("Content-Length").stream().distinct().toList();
        if (codings.isEmpty()) {
            return new BodyStream(in, false, lengths.isEmpty() ? 0 : length(lengths.size() == 1 ? lengths.getFirst() : ""));
        }
        if (!lengths.isEmpty()) {
            throw new RefusedRequest(400);
        }
        if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            throw new RefusedRequest(501);
        }
        return new BodyStream(in, true, 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (chunked && !ended && left == 0) {
            nextChunk();
        }
        if (ended || count == 0) {
            return ended ? -1 : 0;
        }
        int got = in.read(into, from, (int) Math.min(count, left));
        if (got < 0) {
            throw new EOFException("ended within the body");
        }
        left -= got;
        ended = !chunked && left == 0;
        return got;
    }

    /** RFC 9112 §7.1; chunk extensions and trailer fields are read and not used. */
    private void nextChunk() throws IOException {
        if (!first && !line().isEmpty()) {
            throw new RefusedRequest(400);
        }
        first = false;
        left = chunkSize(line().split(";", 2)[0].strip());
        ended = left == 0;
        if (ended) {
            for (int trailers = 0; !line().isEmpty(); trailers++) {
                if (trailers == LONGEST_SIZE_LINE) {
                    throw new RefusedRequest(431);
                }
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("ended within the body");
            }
            if (line.length() == LONGEST_SIZE_LINE) {
                throw new RefusedRequest(400);
            }
            line.append((char) octet);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private static long chunkSize(String digits) throws RefusedRequest {
        if (!digits.matches("[0-9A-Fa-f]{1," + MOST_HEX_DIGITS + "}")) {
            throw new RefusedRequest(400);
        }
        return Long.parseLong(digits, 16);
    }

    private static long length(String digits) throws RefusedRequest {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new RefusedRequest(400);
        }
        return Long.parseLong(digits);
    }
}
