package waybill.vault.keychain;

import java.util.Arrays;
import java.util.Base64;

import waybill.vault.Keychain.Reading;

/** How a secret is written in a keychain, all of which are made for text: base64 (RFC 4648, section 4). */
final class StoredText {
    private StoredText() {}

    /** The caller wipes it. */
    static byte[] of(byte[] secret) {
        return Base64.getEncoder().encode(secret);
    }

    /** What {@code text} stands for; wipes it. */
    static Reading read(byte[] text) {
        try {
            return new Reading.Found(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return new Reading.Unavailable("the entry is not base64");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
