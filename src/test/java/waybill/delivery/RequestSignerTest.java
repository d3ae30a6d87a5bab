package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.delivery.Samples.ID;
import static waybill.delivery.Samples.NOW;
import static waybill.delivery.Samples.SIGNER;
import static waybill.delivery.Samples.basic;
import static waybill.delivery.Samples.bearer;
import static waybill.delivery.Samples.hmac;
import static waybill.delivery.Samples.keyInHeader;
import static waybill.delivery.Samples.keyInQuery;
import static waybill.delivery.Samples.message;
import static waybill.delivery.Samples.signed;
import static waybill.delivery.Samples.url;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;

class RequestSignerTest {
    private static final String BODY = "{\"a\":1}";

    @Test
    void sendsTheDefaultHeadersInTheirOrderAndNothingElse() {
        var request = SIGNER.sign(message(BODY), new Destination(url(), new Auth.None()), Trigger.MANUAL, 3);

        assertThat(request.headers()).containsExactly(new HeaderField("Content-Type", "application/json"),
                new HeaderField("User-Agent", "Waybill/0.1.0"), new HeaderField("webhook-id", ID.text()),
                new HeaderField("webhook-timestamp", "1795515330"), new HeaderField("Idempotency-Key", ID.text()),
                new HeaderField("Waybill-Attempt", "3"), new HeaderField("Waybill-Trigger", "manual"));
        assertThat(request.target().sent()).isEqualTo("/hooks");
        assertThat(request.signed()).isEmpty();
    }

    @Test
    void sendsTheVeryBytesItWasGiven() {
        byte[] body = "\uFEFF{ \"a\" : 1 }\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(SIGNER.sign(message(body), new Destination(url(), new Auth.None()), Trigger.TEST, 1).body()).isSameAs(body);
    }

    @Test
    void stampsEachAttemptAnewAndKeepsTheId() {
        var later = new RequestSigner(InstantSource.fixed(NOW.plusSeconds(30)), "0.1.0").sign(message(BODY),
                new Destination(url(), new Auth.None()), Trigger.RETRY, 2);

        assertThat(later.header("webhook-timestamp")).hasValue("1795515360");
        assertThat(later.header("webhook-id")).hasValue(ID.text());
        assertThat(later.header("Idempotency-Key")).hasValue(ID.text());
        assertThat(later.header("Waybill-Trigger")).hasValue("retry");
    }

    @Test
    void showsWhatIsSignedAndTheSignature() {
        var request = signed(hmac("X-Hub-Signature-256", "It's a Secret to Everybody", SignatureFormat.HEX.withPrefix("sha256=")),
                "Hello, World!");
        String expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(request.headers()).last().isEqualTo(new HeaderField("X-Hub-Signature-256", expected));
        assertThat(request.signed()).hasValueSatisfying(signed -> {
            assertThat(signed.text()).isSameAs(request.body());
            assertThat(signed.header()).isEqualTo("X-Hub-Signature-256");
            assertThat(signed.signature()).isEqualTo(expected);
        });
    }

    @Test
    void anHmacMayGoIntoTheAuthorizationHeader() {
        assertThat(signed(hmac("authorization", "s", SignatureFormat.BASE64), "x").header("Authorization")).isPresent();
    }

    @Test
    void sendsBasicAsRfc7617ShowsIt() {
        var request = signed(basic("test", "123£"), BODY);

        assertThat(request.headers()).last()
                .isEqualTo(new HeaderField("Authorization", "Basic dGVzdDoxMjPCow==", "Basic " + Secret.MASK));
        assertThat(request.signed()).isEmpty();
    }

    @Test
    void sendsABearerToken() {
        assertThat(signed(bearer("abc.def"), BODY).headers()).last()
                .isEqualTo(new HeaderField("Authorization", "Bearer abc.def", "Bearer " + Secret.MASK));
    }

    @Test
    void sendsAnApiKeyInAHeader() {
        assertThat(signed(keyInHeader("X-Api-Key", "k 1"), BODY).headers()).last()
                .isEqualTo(new HeaderField("X-Api-Key", "k 1", Secret.MASK));
    }

    @ParameterizedTest
    @CsvSource({"/, , /?key=v", "/a, '', /a?key=v", "/a, x=1, /a?x=1&key=v", "/a, x=1&y, /a?x=1&y&key=v"})
    void appendsAnApiKeyToWhatTheUrlHas(String path, String query, String expected) {
        var request = SIGNER.sign(message(BODY), new Destination(url(path, Optional.ofNullable(query)), keyInQuery("key", "v")),
                Trigger.TEST, 1);

        assertThat(request.target().sent()).isEqualTo(expected);
        assertThat(request.target().shown()).isEqualTo(expected.replace("=v", "=" + Secret.MASK));
        assertThat(request.headers()).hasSize(7);
    }

    @Test
    void percentEncodesAllButTheUnreserved() {
        var request = signed(keyInQuery("a b&c", "Az09-._~ +/?%=&#\"'é😀\\"), BODY);

        assertThat(request.target().sent())
                .isEqualTo("/hooks?a%20b%26c=Az09-._~%20%2B%2F%3F%25%3D%26%23%22%27%C3%A9%F0%9F%98%80%5C");
        assertThat(request.target().shown()).isEqualTo("/hooks?a%20b%26c=" + Secret.MASK);
    }

    @Test
    void neverPrintsASecret() {
        for (Auth auth : new Auth[]{basic("user", "hunter22"), bearer("hunter22"), keyInHeader("K", "hunter22"),
                keyInQuery("K", "hunter22"), hmac("X", "hunter22", SignatureFormat.HEX)}) {
            assertThat(signed(auth, BODY).toString()).doesNotContain("hunter22").doesNotContain("dXNlcjpodW50ZXIyMg");
            assertThat(RequestSigner.credentials(auth).toString()).doesNotContain("hunter22");
        }
    }
}
