package waybill.ui.deliver;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One message to be sent: its exact bytes, and what of them the editor shows.
 *
 * @param name what a person knows it by
 * @param bytes never changed
 */
record Payload(String name, byte[] bytes, Shown shown) {
    /** In bytes; more is only previewed. */
    static final int MOST_EDITED = 1024 * 1024;
    private static final int PREVIEWED = 64 * 1024;
    private static final int PREVIEWED_OF_A_LINE = 2_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What the editor shows. None prints its text: payloads are as private as secrets. */
    sealed interface Shown {
        String text();

        /** All of it. */
        record Whole(String text) implements Shown {
            @Override
            public String toString() {
                return "Whole";
            }
        }

        /** The first part, to be read only. */
        record Excerpt(String text, Reason reason) implements Shown {
            @Override
            public String toString() {
                return "Excerpt[" + reason + "]";
            }
        }
    }

    /** Why it cannot be edited. */
    enum Reason {
        NOT_UTF8, TOO_LARGE
    }

    static Payload of(String name, byte[] bytes) {
        return new Payload(name, bytes, shown(bytes));
    }

    /** Whether it is laid out quickly enough to be typed in. */
    static boolean canBeEdited(String text) {
        return text.length() <= MOST_EDITED;
    }

    /** UTF-8 without the byte order mark that some programs begin a file with. */
    static String text(byte[] bytes) {
        return withoutMark(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether it begins with a byte order mark, which is sent with it, and is no JSON. */
    boolean hasMark() {
        return new String(Arrays.copyOf(bytes, Math.min(bytes.length, 3)), StandardCharsets.UTF_8).indexOf(BYTE_ORDER_MARK) == 0;
    }

    private static Shown shown(byte[] bytes) {
        if (bytes.length > MOST_EDITED) {
            return excerpt(bytes, Reason.TOO_LARGE);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Shown.Whole(withoutMark(text));
        } catch (CharacterCodingException _) {
            return excerpt(bytes, Reason.NOT_UTF8);
        }
    }

    /** The first part, as far as it can be read, with its lines cut to what is quickly laid out. */
    private static Shown excerpt(byte[] bytes, Reason reason) {
        boolean isAll = bytes.length <= PREVIEWED;
        String text = text(Arrays.copyOf(bytes, Math.min(bytes.length, PREVIEWED)));
        var lines = text.lines().map(line -> line.length() <= PREVIEWED_OF_A_LINE
                ? line
                : line.substring(0, PREVIEWED_OF_A_LINE) + "…").toList();
        return new Shown.Excerpt(String.join("\n", lines) + (isAll ? "" : "\n…"), reason);
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes, " + shown + "]";
    }
}
