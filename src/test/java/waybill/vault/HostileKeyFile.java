package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Key files that somebody made who does not have the master key. */
public final class HostileKeyFile {
    private static final String BEFORE_CHECKSUM = ",\n\"checksum\":\"";
    private static final String BEFORE_HMAC = "\",\n\"hmac\":\"";
    private static final int HEX_DIGITS = 64;

    private HostileKeyFile() {}

    /** Gives {@code json}, an open object, the end of a key file: a checksum that fits, and an HMAC that cannot. */
    public static void isNotAuthentic(byte[] json) {
        try (KeyFileSeal seal = new KeyFileSeal(new byte[32])) {
            VaultFile read = VaultFile.parse(withEnd(json));
            assertThat(read.isAuthentic(seal)).isFalse();
        } catch (VaultException _) {
            // Refused by name.
        }
    }

    /** The same key file, with a checksum that fits what comes before it. As it is where it has no place for one. */
    public static byte[] checked(byte[] keyFile) {
        String text = new String(keyFile, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(BEFORE_CHECKSUM) + BEFORE_CHECKSUM.length();
        if (at < BEFORE_CHECKSUM.length() || at + HEX_DIGITS > keyFile.length) {
            return keyFile;
        }
        byte[] checked = keyFile.clone();
        System.arraycopy(sha256(Arrays.copyOf(keyFile, at)), 0, checked, at, HEX_DIGITS);
        return checked;
    }

    private static byte[] withEnd(byte[] json) {
        String text = new String(json, StandardCharsets.ISO_8859_1) + BEFORE_CHECKSUM + "0".repeat(HEX_DIGITS) + BEFORE_HMAC
                + "0".repeat(HEX_DIGITS) + "\"}\n";
        return checked(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] sha256(byte[] message) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
