package waybill.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as bytes, one at a time, whatever the size of the file. A line ends with LF or CRLF; neither is part of it.
 * What is longer than the limit is passed over without being kept.
 */
final class LineReader {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long length;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Reads the next line. @return false at the end */
    boolean next() throws IOException {
        line.reset();
        length = 0;
        boolean isAny = false;
        while (fill()) {
            isAny = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            keep(end);
            from = end;
            if (end < to) {
                from++;
                return true;
            }
        }
        return isAny;
    }

    /** Of the line that was read, its end not included, in bytes. */
    long length() {
        return isCut() ? length : bytes().length;
    }

    /** Whether it was too long to be kept. */
    boolean isCut() {
        return length > limit + 1L;
    }

    /** The line that was read. */
    byte[] bytes() {
        byte[] bytes = line.toByteArray();
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }

    /** Whether there is nothing to send in {@code line}. */
    static boolean isBlank(byte[] line) {
        for (byte octet : line) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return to > 0;
    }

    private void keep(int end) {
        length += end - from;
        if (isCut()) {
            // A new one, so that the room of a huge line is not kept either.
            line = new ByteArrayOutputStream();
        } else {
            line.write(buffer, from, end - from);
        }
    }
}
