package waybill.destination;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding as the URL Standard has it (§1.3), with one tightening: what the standard leaves bare in a path or query
 * although RFC 3986 allows it nowhere ({@code | ^ [ ] \ { }}, a stray {@code %}) is encoded too. Servers that hold requests
 * to RFC 9112 §3.2.1 refuse those characters, and every decoder reads the encoded form as the same text.
 */
final class PercentEncoding {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
    /** Without the apostrophe: the URL Standard's special-query percent-encode set has it. */
    private static final String QUERY = UNRESERVED + "!$&()*+,;=:@/?";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String path(String text) {
        return encode(text, PATH);
    }

    static String query(String text) {
        return encode(text, QUERY);
    }

    /** Percent-decodes to bytes and those as UTF-8, broken sequences as U+FFFD; a stray {@code %} stands for itself. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Decodes a name or value of an {@code application/x-www-form-urlencoded} query (URL Standard §5.1). */
    static String decodeForm(String text) {
        return decode(text.replace('+', ' '));
    }

    private static String encode(String text, String bare) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var encoded = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0 && bare.indexOf(bytes[i]) >= 0 || isEscape(bytes, i)) {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(byte[] bytes, int i) {
        return bytes[i] == '%' && i + 2 < bytes.length && HexFormat.isHexDigit(bytes[i + 1])
                && HexFormat.isHexDigit(bytes[i + 2]);
    }
}
