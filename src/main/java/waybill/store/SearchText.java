package waybill.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text as UTF-8 bytes in lower case, since a search does not regard the case. */
final class SearchText {
    private SearchText() {}

    /** The letters of any script made small, the same for every language. */
    static byte[] of(String text) {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
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
