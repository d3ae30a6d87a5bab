package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.delivery.HeaderField;
import waybill.delivery.Redactor;
import waybill.destination.Auth;
import waybill.destination.Secret;

class MaskedTest {
    private final Masked unknown = new Masked(Redactor.none(), new Verdict.NothingToCompare());
    private final Masked known = new Masked(Redactor.of(new Auth.ApiKey("door", Secret.of("open sesame"), Auth.Placement.QUERY)),
            new Verdict.CredentialsAsRegistered());

    @ParameterizedTest
    @CsvSource({"Authorization, Bearer abc, Bearer ••••••", "authorization, abc, ••••••",
            "Proxy-Authorization, Basic YQ==, Basic ••••••",
            "X-Api-Key, abc, ••••••", "cookie, a=b, ••••••", "X-Auth-Token, abc, ••••••", "Idempotency-Key, msg_1, msg_1",
            "X-Signature, sha256=00, sha256=00", "Content-Type, application/json, application/json"})
    void masksWhatANameGivesAway(String name, String value, String shown) {
        assertThat(unknown.header(new HeaderField(name, value))).isEqualTo(new HeaderField(name, value, shown));
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/a?, /a?", "/a?b=c&api_key=1, /a?b=c&api_key=••••••", "/a?access_token=&b, /a?access_token=••••••&b",
            "/a?%61pi%2Dkey=1&x=%zz, /a?%61pi%2Dkey=••••••&x=%zz"})
    void masksParametersByTheirDecodedNames(String target, String shown) {
        assertThat(unknown.target(target)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"/a?door=open%20sesame&b=1, /a?door=••••••&b=1", "/a?other=open+sesame, /a?other=••••••",
            "/a?open%20sesame, /a?••••••", "/a?b=open, /a?b=open", "/open%20sesame/b, /••••••/b",
            "/a?b%3Dopen%2520sesame, /a?b%3Dopen%2520sesame",
            "/b3BlbiBzZXNhbWU=, /••••••", "/a?x=6f70656e20736573616d65&y, /a?x=••••••&y"})
    void masksTheRegisteredSecretWhereverItStands(String target, String shown) {
        assertThat(known.target(target)).isEqualTo(shown);
    }

    @Test
    void masksTheRegisteredSecretInsideAnyHeader() {
        assertThat(known.header(new HeaderField("X-Note", "it is open sesame!")).shown())
                .isEqualTo("it is ••••••!");
        assertThat(known.header(new HeaderField("X-Note", "b3BlbiBzZXNhbWU")).shown()).isEqualTo(Secret.MASK);
    }

    @Test
    void masksAnotherValueInThePlaceOfTheRegisteredOne() {
        var masked = new Masked(Redactor.of(new Auth.ApiKey("door", Secret.of("open sesame"), Auth.Placement.HEADER)),
                new Verdict.CredentialsDiffer("door"));

        assertThat(masked.header(new HeaderField("Door", "someone else's key")).shown()).isEqualTo(Secret.MASK);
        assertThat(masked.target("/?door=theirs&a=b")).isEqualTo("/?door=••••••&a=b");
    }

    @Test
    void masksAVeryShortSecretOnlyWhereItStandsAlone() {
        var masked = new Masked(Redactor.of(new Auth.Basic("ann", Secret.of("a"))), new Verdict.CredentialsAsRegistered());

        assertThat(masked.target("/abc?x=a&y=abc")).isEqualTo("/abc?x=••••••&y=abc");
        assertThat(body(masked, "{\"a\": \"alpha\"}").shown()).isEqualTo("{\"••••••\": \"alpha\"}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"{\"key\":\"open sesame\"}, {\"key\":\"••••••\"}",
            "a=open+sesame&b=c, a=••••••&b=c",
            "<k>b3BlbiBzZXNhbWU=</k>, <k>••••••</k>", "{\"key\":\"open\"}, {\"key\":\"open\"}"})
    void masksTheRegisteredSecretInABody(String body, String shown) {
        assertThat(body(known, body)).isEqualTo(new ReceivedRequest.Body(shown, false, body.length()));
    }

    @Test
    void leavesNoHalfOfASecretWhereItCutsABody() {
        var body = body(known, "x".repeat(ReceivedRequest.Body.SHOWN - 5) + "open sesame and more");

        assertThat(body.shown()).hasSize(ReceivedRequest.Body.SHOWN).endsWith("x•••••");
        assertThat(body.isCut()).isTrue();
    }

    @Test
    void cutsNoCharacterInTwo() {
        var body = body(known, "x".repeat(ReceivedRequest.Body.SHOWN - 1) + "😀");

        assertThat(body.shown()).hasSize(ReceivedRequest.Body.SHOWN - 1).endsWith("x");
    }

    @Test
    void masksTheLongestSecretThatCanBeRegistered() {
        String longest = "a".repeat(8_192);
        var masked = new Masked(Redactor.of(new Auth.Bearer(Secret.of(longest))), new Verdict.CredentialsAsRegistered());

        assertThat(body(masked, "<" + longest + ">").shown()).isEqualTo("<••••••>");
    }

    private static ReceivedRequest.Body body(Masked masked, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return masked.body(bytes, bytes.length);
    }
}
