package waybill.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC-SHA256 by which the key file shows that someone with the master key wrote it. */
final class KeyFileSeal implements AutoCloseable {
    private final byte[] key;

    /** Takes {@code key} over, and wipes it on {@link #close}. */
    KeyFileSeal(byte[] key) {
        this.key = key;
    }

    byte[] of(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not usable", e);
        }
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }
}
