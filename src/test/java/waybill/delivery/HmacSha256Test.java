package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.Promise;
import waybill.Promised;

@Promised(Promise.VECTORS)
class HmacSha256Test {
    private static final HexFormat HEX = HexFormat.of();

    record Tagged(String name, byte[] key, byte[] text, byte[] tag, boolean valid) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Tagged> wycheproof() throws IOException {
        return Vectors.read("wycheproof_hmac_sha256_test.json").list("testGroups").stream()
                .filter(group -> group.text("tagSize").equals("256"))
                .flatMap(group -> group.list("tests").stream())
                .map(test -> new Tagged(test.text("tcId") + " " + test.text("comment"), HEX.parseHex(test.text("key")),
                        HEX.parseHex(test.text("msg")), HEX.parseHex(test.text("tag")), test.text("result").equals("valid")));
    }

    @ParameterizedTest
    @MethodSource("wycheproof")
    void agreesWithWycheproof(Tagged vector) {
        assertThat(Arrays.equals(HmacSha256.of(vector.key, vector.text), vector.tag)).isEqualTo(vector.valid);
    }

    @Test
    void hasValidAndInvalidVectors() throws IOException {
        assertThat(wycheproof().filter(Tagged::valid).count()).isGreaterThan(25);
        assertThat(wycheproof().filter(vector -> !vector.valid).count()).isGreaterThan(40);
    }

    @Test
    void agreesWithRfc4231() throws IOException {
        var cases = Vectors.read("rfc4231_hmac_sha256.json").list("cases");

        assertThat(cases).hasSize(7).allSatisfy(row -> assertThat(
                HEX.formatHex(HmacSha256.of(HEX.parseHex(row.text("key_hex")), HEX.parseHex(row.text("data_hex")))))
                .startsWith(row.text("hmac_sha256_hex")));
    }

    @Test
    void takesAnEmptyKey() {
        // Python: hmac.new(b"", b"", "sha256").hexdigest()
        assertThat(HEX.formatHex(HmacSha256.of(new byte[0], new byte[0])))
                .isEqualTo("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }

    @Test
    void agreesWithStandardWebhooks() throws IOException {
        var vectors = Vectors.read("standard_webhooks_vectors.json");
        byte[] key = Base64.getDecoder().decode(vectors.text("secret").replace("whsec_", ""));
        var signed = vectors.list("sign").getFirst();
        String text = signed.text("webhook-id") + "." + signed.text("webhook-timestamp") + "." + signed.text("body");

        String signature = "v1,"
                + Base64.getEncoder().encodeToString(HmacSha256.of(key, text.getBytes(StandardCharsets.UTF_8)));

        assertThat(signature).isEqualTo(signed.text("webhook-signature"));
        assertThat(vectors.texts("must_not_verify")).doesNotContain(signature);
        assertThat(vectors.text("multi_signature_header_must_verify").split(" ")).contains(signature);
    }

    @Test
    void theDefaultHeadersAreThoseOfStandardWebhooks() throws IOException {
        var names = Vectors.read("standard_webhooks_vectors.json").texts("headers").stream()
                .filter(name -> !name.equals("webhook-signature"));

        assertThat(Samples.signed(new waybill.destination.Auth.None(), "{}").headers().stream().map(HeaderField::name))
                .containsAll(names.toList());
    }
}
