package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.delivery.Samples.basic;
import static waybill.delivery.Samples.bearer;
import static waybill.delivery.Samples.hmac;
import static waybill.delivery.Samples.keyInHeader;
import static waybill.delivery.Samples.keyInQuery;
import static waybill.delivery.Samples.signed;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.delivery.CredentialCheck.Arrived;
import waybill.delivery.CredentialCheck.Verdict;
import waybill.destination.Auth;
import waybill.destination.SignatureFormat;

class CredentialCheckTest {
    private static final SignatureFormat GITHUB = SignatureFormat.HEX.withPrefix("sha256=");
    private static final Auth SIGNING = hmac("X-Signature", "secret", GITHUB);
    private static final String BODY = "{\"a\":1}";

    @Test
    void acceptsTheRegisteredSignature() {
        assertThat(CredentialCheck.check(SIGNING, arrived(signed(SIGNING, BODY))))
                .isEqualTo(new Verdict.SignatureValid("X-Signature"));
    }

    @Test
    void ignoresTheCaseOfTheHeaderName() {
        var value = signed(SIGNING, BODY).header("X-Signature").orElseThrow();

        assertThat(check(SIGNING, "x-signature", value)).isInstanceOf(Verdict.SignatureValid.class);
    }

    @Test
    void saysThatAnotherSecretSigned() {
        assertThat(CredentialCheck.check(SIGNING, arrived(signed(hmac("X-Signature", "other", GITHUB), BODY))))
                .isEqualTo(new Verdict.WrongSecret("X-Signature"));
    }

    @Test
    void saysThatTheBodyIsNotTheSignedOne() {
        var value = signed(SIGNING, BODY + " ").header("X-Signature").orElseThrow();

        assertThat(check(SIGNING, "X-Signature", value)).isEqualTo(new Verdict.WrongSecret("X-Signature"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"})
    void takesAnythingElseForAWrongSecret(String value) {
        assertThat(check(SIGNING, "X-Signature", value)).isEqualTo(new Verdict.WrongSecret("X-Signature"));
    }

    @Test
    void saysThatASignatureIsWrittenDifferently() {
        byte[] signature = HmacSha256.of(bytes("secret"), bytes(BODY));
        String hex = HexFormat.of().formatHex(signature);
        String base64 = SignatureFormat.BASE64.render(signature);

        assertThat(check(SIGNING, "X-Signature", hex)).isEqualTo(wrong(SignatureFormat.HEX));
        assertThat(check(SIGNING, "X-Signature", "sha1=" + hex)).isEqualTo(wrong(SignatureFormat.HEX.withPrefix("sha1=")));
        assertThat(check(SIGNING, "X-Signature", "sha256=" + hex.toUpperCase(Locale.ROOT))).isEqualTo(wrong(GITHUB));
        assertThat(check(SIGNING, "X-Signature", "sha256=" + base64))
                .isEqualTo(wrong(SignatureFormat.BASE64.withPrefix("sha256=")));
        assertThat(check(SIGNING, "X-Signature", base64.replace("=", "").replace('+', '-').replace('/', '_')))
                .isEqualTo(wrong(SignatureFormat.BASE64));
    }

    @Test
    void namesTheHeaderThatIsMissing() {
        assertThat(check(SIGNING, "Other", "x")).isEqualTo(new Verdict.HeaderMissing("X-Signature"));
        assertThat(check(bearer("t"), "Other", "x")).isEqualTo(new Verdict.HeaderMissing("Authorization"));
        assertThat(check(keyInHeader("X-Key", "v"), "Other", "x")).isEqualTo(new Verdict.HeaderMissing("X-Key"));
    }

    @Test
    void comparesCredentials() {
        for (Auth auth : List.of(basic("u", "p"), bearer("t"), keyInHeader("K", "v"), keyInQuery("k&", "v 1&é"))) {
            assertThat(CredentialCheck.check(auth, arrived(signed(auth, BODY)))).isEqualTo(new Verdict.CredentialsAsRegistered());
        }
        assertThat(CredentialCheck.check(basic("u", "p"), arrived(signed(basic("u", "q"), BODY))))
                .isEqualTo(new Verdict.CredentialsDiffer("Authorization"));
        assertThat(CredentialCheck.check(keyInHeader("K", "v"), arrived(signed(keyInHeader("K", "V"), BODY))))
                .isEqualTo(new Verdict.CredentialsDiffer("K"));
        assertThat(CredentialCheck.check(keyInQuery("k", "v"), arrived(signed(keyInQuery("k", "V"), BODY))))
                .isEqualTo(new Verdict.CredentialsDiffer("k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?k=v+1", "/?a=b&k=v%201&c", "/p?k=x&k=v%201", "/?%6b=v%201"})
    void readsParametersAsServersDo(String target) {
        assertThat(CredentialCheck.check(keyInQuery("k", "v 1"), new Arrived("POST", target, List.of(), new byte[0])))
                .isEqualTo(new Verdict.CredentialsAsRegistered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/k=v", "/?", "/?K=v", "/?kk=v", "/?%=%zz&=&"})
    void namesTheParameterThatIsMissing(String target) {
        assertThat(CredentialCheck.check(keyInQuery("k", "v"), new Arrived("POST", target, List.of(), new byte[0])))
                .isEqualTo(new Verdict.ParameterMissing("k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?k", "/?k=", "/?k=%", "/?k=v%2"})
    void readsHalfAParameterToo(String target) {
        assertThat(CredentialCheck.check(keyInQuery("k", "v"), new Arrived("POST", target, List.of(), new byte[0])))
                .isEqualTo(new Verdict.CredentialsDiffer("k"));
    }

    @Test
    void expectsNothingWhereNothingIsRegistered() {
        assertThat(check(new Auth.None(), "Authorization", "Bearer x")).isEqualTo(new Verdict.NoAuthExpected());
        assertThat(new Verdict.NothingToCompare().isGood()).isFalse();
    }

    static Arrived arrived(OutgoingRequest request) {
        return new Arrived("POST", request.target().sent(), request.headers(), request.body());
    }

    private static Verdict check(Auth auth, String header, String value) {
        return CredentialCheck.check(auth, new Arrived("POST", "/", List.of(new HeaderField(header, value)), bytes(BODY)));
    }

    private static Verdict wrong(SignatureFormat found) {
        return new Verdict.WrongFormat("X-Signature", GITHUB, found);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
