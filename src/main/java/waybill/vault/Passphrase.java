package waybill.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Turns a passphrase into a key with Argon2id version 1.3 (RFC 9106). */
final class Passphrase {
    static final int SALT_BYTES = 16;

    private static final int KEY_BYTES = 32;

    private Passphrase() {}

    /**
     * The key for {@code passphrase}, taken as UTF-8 in Unicode's form NFC, so that keyboards which compose accents
     * differently open the same vault. The caller wipes the key and the passphrase.
     */
    static byte[] key(char[] passphrase, byte[] salt, Argon2Cost cost) {
        byte[] utf8 = utf8(passphrase);
        try {
            Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
            argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKiB()).withIterations(cost.passes()).withParallelism(cost.lanes()).withSalt(salt)
                    .build());
            byte[] key = new byte[KEY_BYTES];
            argon2.generateBytes(utf8, key);
            return key;
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static byte[] utf8(char[] passphrase) {
        CharBuffer typed = CharBuffer.wrap(passphrase);
        // Normalising makes a String, which cannot be wiped: only where it changes something.
        CharBuffer text = Normalizer.isNormalized(typed, Normalizer.Form.NFC)
                ? typed
                : CharBuffer.wrap(Normalizer.normalize(typed, Normalizer.Form.NFC));
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(text);
        byte[] utf8 = new byte[encoded.remaining()];
        encoded.get(utf8);
        Arrays.fill(encoded.array(), (byte) 0);
        return utf8;
    }
}
