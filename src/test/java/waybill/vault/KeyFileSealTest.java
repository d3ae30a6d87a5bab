package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;
import waybill.vault.WycheproofVectors.Vector;

@Promised(Promise.VECTORS)
class KeyFileSealTest {
    private static final int WHOLE_TAG = 32;
    private static final List<Vector> VECTORS = WycheproofVectors.read("wycheproof_hmac_sha256_test.json").stream()
            .filter(vector -> vector.bytes("tag").length == WHOLE_TAG).toList();

    @Test
    void sealsAsTheVectorsDo() {
        assertThat(VECTORS.stream().filter(Vector::isValid)).hasSizeGreaterThan(25);
        assertThat(VECTORS.stream().filter(vector -> !vector.isValid())).hasSizeGreaterThan(40);
        assertThat(VECTORS).allSatisfy(vector -> {
            try (KeyFileSeal seal = new KeyFileSeal(vector.bytes("key"))) {
                assertThat(Arrays.equals(seal.of(vector.bytes("msg")), vector.bytes("tag"))).as(vector.text("tcId"))
                        .isEqualTo(vector.isValid());
            }
        });
    }
}
