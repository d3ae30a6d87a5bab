package waybill.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** The 32 random bytes that every other key is derived from. Held only while the vault is made or opened. */
final class MasterKey implements AutoCloseable {
    static final int BYTES = 32;

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    static MasterKey random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new MasterKey(key);
    }

    /** Takes {@code key} over, and wipes it on {@link #close}. */
    static MasterKey of(byte[] key) {
        return new MasterKey(key);
    }

    /**
     * A key for one purpose: HKDF-SHA256 (RFC 5869) with the install id as salt and purpose and version as info.
     *
     * @return 32 bytes, which the caller wipes
     */
    byte[] derive(String installId, Purpose purpose) {
        return hkdf(key, installId, purpose.info());
    }

    /** 32 bytes derived from {@code secret} with HKDF-SHA256 (RFC 5869), which the caller wipes. */
    static byte[] hkdf(byte[] secret, String installId, String info) {
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256", "SunJCE");
            return hkdf.deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(HexFormat.of().parseHex(installId))
                    .thenExpand(info.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is not usable", e);
        }
    }

    KeyFileSeal seal(String installId) {
        return new KeyFileSeal(derive(installId, Purpose.KEY_FILE));
    }

    WrappedKey wrap(byte[] slotKey, byte[] aad, SecureRandom random) {
        return WrappedKey.wrap(key, slotKey, aad, random);
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    /** What a derived key is for. The names go into the derivation: they never change. */
    enum Purpose {
        KEY_FILE("key file"), DATABASE_FILE("database file"), DATABASE_USER("database user"), FIELDS("fields"), JASYPT("jasypt"),
        /** What seals a backup as a whole. */
        BACKUP("backup"),
        /** What encrypts the rows in a backup. */
        BACKUP_ROWS("backup rows");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }

        private String info() {
            return "waybill " + label + "/1";
        }
    }
}
