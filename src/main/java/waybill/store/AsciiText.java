package waybill.store;

/** Text as UTF-8 bytes, searched without regard to the case of ASCII letters. */
final class AsciiText {
    private AsciiText() {}

    /** {@code text} itself, its letters A to Z made small. */
    static byte[] lowerCase(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] >= 'A' && text[i] <= 'Z') {
                text[i] += 'a' - 'A';
            }
        }
        return text;
    }

    /** Where {@code needle}, which is not empty, begins in {@code text}, from {@code from} on; -1 if it does not. */
    static int indexOf(byte[] text, int length, byte[] needle, int from) {
        byte first = needle[0];
        int last = length - needle.length;
        for (int at = from; at <= last; at++) {
            if (text[at] == first && isAt(text, at, needle)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] text, int at, byte[] needle) {
        for (int i = 1; i < needle.length; i++) {
            if (text[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
