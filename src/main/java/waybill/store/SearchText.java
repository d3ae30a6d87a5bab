package waybill.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Text as UTF-8 bytes in lower case, since a search does not regard the case. */
final class SearchText {
    private SearchText() {}

    /** The letters of any script made small, the same for every language. */
    static byte[] of(String text) {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    /** Byte by byte, but for digits in a row, which count by the number that they are. */
    static int compare(byte[] one, byte[] other) {
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (isDigit(one[i]) && isDigit(other[j])) {
                int endOfOne = endOfNumber(one, i);
                int endOfOther = endOfNumber(other, j);
                int from = firstThatCounts(one, i, endOfOne);
                int otherFrom = firstThatCounts(other, j, endOfOther);
                int longer = Integer.compare(endOfOne - from, endOfOther - otherFrom);
                int order = longer != 0 ? longer : Arrays.compare(one, from, endOfOne, other, otherFrom, endOfOther);
                if (order != 0) {
                    return order;
                }
                i = endOfOne;
                j = endOfOther;
            } else if (one[i] != other[j]) {
                return Byte.compareUnsigned(one[i], other[j]);
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(one.length - i, other.length - j);
    }

    private static int endOfNumber(byte[] text, int from) {
        int end = from;
        while (end < text.length && isDigit(text[end])) {
            end++;
        }
        return end;
    }

    /** Without zeros at the front. */
    private static int firstThatCounts(byte[] text, int from, int end) {
        int first = from;
        while (first < end - 1 && text[first] == '0') {
            first++;
        }
        return first;
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
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
