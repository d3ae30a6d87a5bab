package waybill.delivery;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104, FIPS 180-4). The only place that computes one. */
final class HmacSha256 {
    private static final String NAME = "HmacSHA256";
    /** RFC 2104 §2 fills a key up with zeros, so this is the key that an empty one amounts to; the JDK refuses an empty one. */
    private static final byte[] EMPTY_KEY = new byte[1];

    private HmacSha256() {}

    /** The 32 bytes of the HMAC over {@code text}; {@code key} may have any length. */
    static byte[] of(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key.length == 0 ? EMPTY_KEY : key, NAME));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + NAME, e);
        }
    }
}
