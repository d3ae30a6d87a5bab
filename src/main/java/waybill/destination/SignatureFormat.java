package waybill.destination;

import java.util.Base64;
import java.util.HexFormat;

/**
 * How a signature is written in its header.
 *
 * @param encoding base64 (RFC 4648 §4, with padding) or lower-case hexadecimal
 * @param prefix up to 64 visible ASCII characters before it, such as {@code sha256=}; may be empty
 */
public record SignatureFormat(Encoding encoding, String prefix) {
    public static final SignatureFormat BASE64 = new SignatureFormat(Encoding.BASE64, "");
    public static final SignatureFormat HEX = new SignatureFormat(Encoding.HEX, "");

    /** The two ways of writing bytes as text. */
    public enum Encoding {
        BASE64, HEX
    }

    public SignatureFormat withPrefix(String newPrefix) {
        return new SignatureFormat(encoding, newPrefix);
    }

    /** The header's value for {@code signature}, the raw bytes of the HMAC. */
    public String render(byte[] signature) {
        return prefix + switch (encoding) {
            case BASE64 -> Base64.getEncoder().encodeToString(signature);
            case HEX -> HexFormat.of().formatHex(signature);
        };
    }
}
