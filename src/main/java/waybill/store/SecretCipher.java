package waybill.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

import org.jasypt.encryption.ByteEncryptor;
import org.jasypt.encryption.pbe.StandardPBEByteEncryptor;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.salt.RandomSaltGenerator;

import waybill.vault.AesGcm;
import waybill.vault.VaultKeys;

/**
 * Seals single values of the database. Each is bound to its place: moved to another column, row, table or vault, or altered
 * in any bit, it does not open.
 * <p>
 * Outside is AES-256-GCM; inside, for secrets, jasypt's password-based encryption, which alone would accept altered bytes.
 * A sealed value is: layers (1 byte), key number (1 byte), nonce (12 bytes), ciphertext, tag (16 bytes).
 */
final class SecretCipher implements AutoCloseable {
    /** Jasypt inside AES-GCM. */
    private static final byte SECRET = 1;
    /** AES-GCM alone, for what is no secret and must not be altered either. */
    private static final byte VISIBLE = 2;

    private static final byte KEY_NUMBER = 1;
    /** The password is 256 random bits: stretching adds time and nothing else. */
    private static final int ITERATIONS = 1_000;
    private static final int HEADER_BYTES = 2;

    private final String installId;
    private final SecureRandom random;
    private final byte[] fieldKey;
    private final StandardPBEByteEncryptor jasypt;

    SecretCipher(VaultKeys keys, String installId, SecureRandom random) {
        this.installId = installId;
        this.random = random;
        fieldKey = keys.fieldKey();
        jasypt = jasypt(keys.jasyptPassword(), ITERATIONS);
    }

    /** Where a value is kept. */
    record Cell(String table, String row, String column) {}

    /** Seals and opens the secret in {@code cell}. */
    ByteEncryptor secret(Cell cell) {
        return new Sealed(SECRET, cell);
    }

    /** Seals and opens a value that is no secret, in {@code cell}. */
    ByteEncryptor visible(Cell cell) {
        return new Sealed(VISIBLE, cell);
    }

    /**
     * The value of {@code cell} as this cipher seals it, from what {@code former} had sealed.
     *
     * @throws EncryptionOperationNotPossibleException if {@code sealed} was altered or is in another place
     */
    byte[] sealAnew(byte[] sealed, Cell cell, SecretCipher former) {
        boolean isSecret = sealed.length > 0 && sealed[0] == SECRET;
        byte[] plain = (isSecret ? former.secret(cell) : former.visible(cell)).decrypt(sealed);
        try {
            return (isSecret ? secret(cell) : visible(cell)).encrypt(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(fieldKey, (byte) 0);
    }

    /** The inner layer of secrets. @param password is wiped */
    static StandardPBEByteEncryptor jasypt(char[] password, int iterations) {
        StandardPBEByteEncryptor jasypt = new StandardPBEByteEncryptor();
        jasypt.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        jasypt.setKeyObtentionIterations(iterations);
        // Jasypt's own choice would be SHA1PRNG.
        jasypt.setSaltGenerator(new RandomSaltGenerator("DRBG"));
        jasypt.setIvGenerator(new RandomIvGenerator("DRBG"));
        jasypt.setPasswordCharArray(password);
        Arrays.fill(password, '\0');
        return jasypt;
    }

    /** One cell's encryptor, as jasypt defines encryptors. */
    private final class Sealed implements ByteEncryptor {
        private final byte layers;
        private final byte[] aad;

        private Sealed(byte layers, Cell cell) {
            this.layers = layers;
            aad = String.join("\n", "waybill cell", Byte.toString(layers), Byte.toString(KEY_NUMBER), installId, cell.table(),
                    cell.row(), cell.column()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] encrypt(byte[] plain) {
            byte[] nonce = new byte[AesGcm.NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed = AesGcm.seal(fieldKey, nonce, aad, layers == SECRET ? jasypt.encrypt(plain) : plain);
            return ByteBuffer.allocate(HEADER_BYTES + nonce.length + sealed.length).put(layers).put(KEY_NUMBER).put(nonce)
                    .put(sealed).array();
        }

        /** @throws EncryptionOperationNotPossibleException if anything was altered or is in another place */
        @Override
        public byte[] decrypt(byte[] value) {
            int ciphertextAt = HEADER_BYTES + AesGcm.NONCE_BYTES;
            if (value.length < ciphertextAt || value[0] != layers || value[1] != KEY_NUMBER) {
                throw new EncryptionOperationNotPossibleException();
            }
            byte[] nonce = Arrays.copyOfRange(value, HEADER_BYTES, ciphertextAt);
            byte[] sealed = Arrays.copyOfRange(value, ciphertextAt, value.length);
            byte[] opened = AesGcm.open(fieldKey, nonce, aad, sealed).orElseThrow(EncryptionOperationNotPossibleException::new);
            return layers == SECRET ? jasypt.decrypt(opened) : opened;
        }
    }
}
