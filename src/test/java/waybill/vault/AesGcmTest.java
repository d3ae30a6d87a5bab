package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;
import waybill.vault.WycheproofVectors.Vector;

@Promised(Promise.VECTORS)
class AesGcmTest {
    private static final List<Vector> VECTORS = WycheproofVectors.read("wycheproof_aes_gcm_test.json");

    @Test
    void sealsAsTheVectorsDo() {
        List<Vector> valid = VECTORS.stream().filter(Vector::isValid).toList();
        assertThat(valid).hasSize(229).allSatisfy(vector -> {
            assertThat(AesGcm.seal(vector.bytes("key"), vector.bytes("iv"), vector.bytes("aad"), vector.bytes("msg")))
                    .isEqualTo(sealed(vector));
            assertThat(AesGcm.open(vector.bytes("key"), vector.bytes("iv"), vector.bytes("aad"), sealed(vector)))
                    .contains(vector.bytes("msg"));
        });
    }

    @Test
    void opensNothingThatIsInvalid() {
        List<Vector> invalid = VECTORS.stream().filter(vector -> !vector.isValid()).toList();
        assertThat(invalid).hasSize(87).allSatisfy(vector -> assertThat(opens(vector)).isFalse());
    }

    /** A nonce of no length is refused before anything is opened. */
    private static boolean opens(Vector vector) {
        try {
            return AesGcm.open(vector.bytes("key"), vector.bytes("iv"), vector.bytes("aad"), sealed(vector)).isPresent();
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static byte[] sealed(Vector vector) {
        byte[] ciphertext = vector.bytes("ct");
        byte[] tag = vector.bytes("tag");
        byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
        return sealed;
    }
}
