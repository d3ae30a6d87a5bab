package waybill.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** The master key, sealed with AES-256-GCM under a slot's key. */
record WrappedKey(byte[] nonce, byte[] sealed) {
    static final int TAG_BYTES = 16;

    static WrappedKey wrap(byte[] masterKey, byte[] slotKey, byte[] aad, SecureRandom random) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        random.nextBytes(nonce);
        return new WrappedKey(nonce, AesGcm.seal(slotKey, nonce, aad, masterKey));
    }

    /** The master key; empty if {@code slotKey} is the wrong one. Wipes {@code slotKey}. */
    Optional<MasterKey> unwrap(byte[] slotKey, byte[] aad) {
        try {
            return AesGcm.open(slotKey, nonce, aad, sealed).map(MasterKey::of);
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }
}
