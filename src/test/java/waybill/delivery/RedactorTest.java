package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.delivery.Samples.basic;
import static waybill.delivery.Samples.bearer;
import static waybill.delivery.Samples.hmac;
import static waybill.delivery.Samples.keyInQuery;
import static waybill.delivery.Samples.url;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.SignatureFormat;

class RedactorTest {
    private static final String MASK = "••••••";

    @ParameterizedTest
    @ValueSource(strings = {"hunter22", "p/q+r s?\u00fe\u00ff~", "a\"b\\c\nd\te", "é😀ü", "$1\\E(.*)\\Q", "\u0001\u007fx<y>"})
    void masksEveryFormOfASecret(String secret) {
        var redactor = Redactor.of(hmac("X", secret, SignatureFormat.HEX));

        for (String form : Encodings.of(secret)) {
            assertThat(redactor.redact("a " + form + " b " + form)).isEqualTo("a " + MASK + " b " + MASK);
        }
    }

    @Test
    void masksWhatIsEscapedForJson() {
        var redactor = Redactor.of(bearer("a/\"é\\\n😀\u001f"));

        assertThat(redactor.redact("{\"t\":\"a/\\\"é\\\\\\n😀\\u001f\"}")).isEqualTo("{\"t\":\"" + MASK + "\"}");
        assertThat(redactor.redact("{\"t\":\"a\\/\\\"\\u00e9\\\\\\n\\ud83d\\ude00\\u001f\"}"))
                .isEqualTo("{\"t\":\"" + MASK + "\"}");
    }

    @Test
    void masksUtf8ThatWasReadAsLatin1() {
        assertThat(Redactor.of(bearer("pässword")).redact("got pÃ¤ssword")).isEqualTo("got " + MASK);
    }

    @Test
    void masksBasicsPair() {
        var redactor = Redactor.of(basic("test", "123£"));

        assertThat(redactor.redact("Authorization: Basic dGVzdDoxMjPCow==")).isEqualTo("Authorization: Basic " + MASK);
        assertThat(redactor.redact("Basic dGVzdDoxMjPCow")).isEqualTo("Basic " + MASK);
        assertThat(redactor.redact("https://test:123%C2%A3@host/")).isEqualTo("https://" + MASK + "@host/");
    }

    @Test
    void masksAKeyInTheQuery() {
        var auth = keyInQuery("key", "a b/c");
        var request = Samples.signed(auth, "{}");

        assertThat(Redactor.of(auth).redact("GET " + request.target().sent())).isEqualTo("GET /hooks?key=" + MASK);
        assertThat(Redactor.of(auth).redact("/hooks?key=a+b%2fc")).isEqualTo("/hooks?key=" + MASK);
    }

    @Test
    void masksAShortSecretOnlyWhereItStandsAlone() {
        var redactor = Redactor.of(basic("u", "a"));

        assertThat(redactor.redact("a banana, data: a; \"a\" (a)"))
                .isEqualTo(MASK + " banana, data: " + MASK + "; \"" + MASK + "\" (" + MASK + ")");
        assertThat(redactor.redact("Basic dTph")).isEqualTo("Basic " + MASK);
    }

    @Test
    void masksASecretOfAnyLengthInATextOfAnyLength() {
        String secret = "é\"".repeat(20_000);
        var redactor = Redactor.of(basic("u", secret));

        assertThat(redactor.redact("<" + secret + ">")).isEqualTo("<" + MASK + ">");
        assertThat(redactor.redact("<" + "%C3%A9%22".repeat(20_000) + ">")).isEqualTo("<" + MASK + ">");
        assertThat(redactor.redact("é\"".repeat(200) + "é")).isEqualTo("é\"".repeat(200) + "é");
    }

    @Test
    void masksTheWholeOfAnEncodedMarkThatEncodesItself() {
        var redactor = Redactor.of(bearer("50%"));

        assertThat(redactor.redact("?key=50%25&a=50%")).isEqualTo("?key=" + MASK + "&a=" + MASK);
        assertThat(redactor.redact("50%255")).isEqualTo("50%255");
        assertThat(Redactor.of(bearer("50%2500")).redact("50%2500 50%252500")).isEqualTo(MASK + " " + MASK);
    }

    @Test
    void leavesEverythingElse() {
        for (Auth auth : List.of(new Auth.None(), bearer("token"), hmac("X", "secret", SignatureFormat.HEX))) {
            assertThat(Redactor.of(auth).redact("POST https://u:p@x/ $1 \\ nothing\n"))
                    .isEqualTo("POST https://u:p@x/ $1 \\ nothing\n");
            assertThat(Redactor.of(auth).redact("")).isEmpty();
        }
    }

    @Test
    void knowsADestinationsSecretsAndPrintsNone() {
        var redactor = Redactor.of(new Destination(url(), bearer("my-token")));

        assertThat(redactor.redact("my-token")).isEqualTo(MASK);
        assertThat(redactor.toString()).doesNotContain("my-token");
    }
}
