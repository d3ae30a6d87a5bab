package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.delivery.HeaderField;
import waybill.destination.Auth;
import waybill.destination.Secret;

class MaskedTest {
    private final Masked unknown = new Masked(Optional.empty(), new Verdict.NothingToCompare());
    private final Masked known = new Masked(Optional.of(new Auth.ApiKey("door", Secret.of("open sesame"), Auth.Placement.QUERY)),
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
            "/a?open%20sesame, /a?••••••", "/a?b=open, /a?b=open"})
    void masksTheRegisteredSecretWhereverItStands(String target, String shown) {
        assertThat(known.target(target)).isEqualTo(shown);
    }

    @Test
    void masksTheRegisteredSecretInsideAnyHeader() {
        assertThat(known.header(new HeaderField("X-Note", "it is open sesame!")).shown()).isEqualTo(Secret.MASK);
    }

    @Test
    void masksAnotherValueInThePlaceOfTheRegisteredOne() {
        var masked = new Masked(Optional.of(new Auth.ApiKey("door", Secret.of("open sesame"), Auth.Placement.HEADER)),
                new Verdict.CredentialsDiffer("door"));

        assertThat(masked.header(new HeaderField("Door", "someone else's key")).shown()).isEqualTo(Secret.MASK);
        assertThat(masked.target("/?door=theirs&a=b")).isEqualTo("/?door=••••••&a=b");
    }

    @Test
    void masksAVeryShortSecretOnlyWhereItIsTheWholeValue() {
        var masked = new Masked(Optional.of(new Auth.Basic("ann", Secret.of("a"))), new Verdict.CredentialsAsRegistered());

        assertThat(masked.target("/?x=a&y=abc")).isEqualTo("/?x=••••••&y=abc");
    }
}
