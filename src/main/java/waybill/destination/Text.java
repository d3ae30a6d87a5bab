package waybill.destination;

/** What can be wrong with typed text, whatever the field. */
final class Text {
    private Text() {}

    /** Whether it has a C0 or C1 control character or DEL (Unicode's category Cc). */
    static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** Whether half of a surrogate pair stands alone: encoding to UTF-8 would silently replace it. */
    static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Whether every character is one of ASCII's visible ones, {@code !} to {@code ~}. */
    static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(Text::isVisibleAscii);
    }

    static boolean isVisibleAscii(int c) {
        return c > ' ' && c < 127;
    }

    /** Length in code points, which is what people count. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static boolean hasSpaceAtEnds(String text) {
        return !text.isEmpty() && (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length())));
    }

    static String withoutSpaceAtEnds(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** White space of any kind, the no-break ones, and those that cannot be seen at all: zero-width space, byte order mark. */
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B || c == 0xFEFF;
    }
}
