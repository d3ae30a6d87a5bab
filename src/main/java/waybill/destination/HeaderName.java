package waybill.destination;

import java.util.Locale;

/**
 * A header field name: an RFC 9110 §5.6.2 token. Equal whatever the case, written as typed.
 *
 * @throws IllegalArgumentException if {@code text} is not a token
 */
public record HeaderName(String text) {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    public HeaderName {
        if (!isToken(text)) {
            throw new IllegalArgumentException("not a header field name");
        }
    }

    /** Whether {@code text} is one or more of RFC 9110's {@code tchar}. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(HeaderName::isTokenCharacter);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderName name && name.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
