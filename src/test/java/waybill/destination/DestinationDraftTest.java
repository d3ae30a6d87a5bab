package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.destination.Problem.Reason;

class DestinationDraftTest {
    private static final PracticeIdentity PRACTICE = new PracticeIdentity(8443, Secret.of("key"), Certificates.localhost());

    @Test
    void makesADestinationOfAGoodDraft() {
        var draft = Drafts.of(AuthType.HMAC_SHA256,
                Map.of("hmacHeader", "X-Signature", "hmacSecret", "s3cret", "hmacEncoding", "hex",
                        "hmacPrefix", "sha256="));
        assertThat(draft.check()).isEqualTo(new DestinationCheck.Valid(
                new Destination(EndpointUrl.of(Drafts.URL),
                        new Auth.HmacSha256(new HeaderName("X-Signature"), Secret.of("s3cret"),
                                SignatureFormat.HEX.withPrefix("sha256="))),
                List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void saysEverythingAtOnceInTheOrderOfTheScreen(AuthType type) {
        var draft = new DestinationDraft("", type, Map.of("hmacPrefix", "é"), "no certificate", Map.of(), List.of());
        List<String> screen = new ArrayList<>(List.of("url"));
        type.fields().stream().filter(field -> field.options().isEmpty()).map(AuthField::id).forEach(screen::add);
        screen.add("trustedCertificate");
        assertThat(draft.check()).isInstanceOf(DestinationCheck.Invalid.class);
        assertThat(draft.check().remarks()).extracting(Problem::field).containsExactlyElementsOf(screen);
    }

    @Test
    void looksAtTheChosenTypesFieldsOnly() {
        var draft = Drafts.of(AuthType.BEARER, Map.of("bearerToken", "abc", "hmacHeader", "no token", "basicUsername", "a:b"));
        assertThat(Drafts.destination(draft).auth()).isEqualTo(new Auth.Bearer(Secret.of("abc")));
    }

    @Test
    void givesWarningsWithAValidDestinationAndWithProblemsAlike() {
        assertThat(Drafts.hmac("X-S", " s", "").check()).isInstanceOf(DestinationCheck.Valid.class)
                .extracting(DestinationCheck::remarks).asInstanceOf(InstanceOfAssertFactories.LIST).extracting("reason")
                .containsExactly(Reason.WARN_SPACES_AT_ENDS);
        assertThat(Drafts.hmac("Host", " s", "").check()).isInstanceOf(DestinationCheck.Invalid.class)
                .extracting(DestinationCheck::remarks).asInstanceOf(InstanceOfAssertFactories.LIST).extracting("reason")
                .containsExactly(Reason.HEADER_RESERVED, Reason.WARN_SPACES_AT_ENDS);
    }

    @Test
    void keepsTheStoredSecretWhereNothingIsTyped() {
        var draft = editing(AuthType.BASIC, Map.of("basicUsername", "user"), Map.of("basicPassword", Secret.of("stored")));
        assertThat(Drafts.destination(draft).auth()).isEqualTo(new Auth.Basic("user", Secret.of("stored")));
    }

    @Test
    void replacesTheStoredSecretByWhatIsTyped() {
        var draft = editing(AuthType.BASIC, Map.of("basicUsername", "user", "basicPassword", "new"),
                Map.of("basicPassword", Secret.of("stored")));
        assertThat(Drafts.destination(draft).auth()).isEqualTo(new Auth.Basic("user", Secret.of("new")));
    }

    @Test
    void demandsASecretWhereTheStoredOneIsAnotherTypes() {
        var draft = editing(AuthType.BEARER, Map.of(), Map.of("basicPassword", Secret.of("stored")));
        assertThat(Drafts.remarks(draft, "bearerToken")).containsExactly("REQUIRED");
    }

    @Test
    void checksTheStoredSecretAgainstWhatElseIsTyped() {
        var kept = Map.of("apiKeyValue", Secret.of("päss"));
        var fields = new HashMap<>(Map.of("apiKeyName", "key", "apiKeyPlacement", "query"));
        assertThat(Drafts.remarks(editing(AuthType.API_KEY, fields, kept), "apiKeyValue")).isEmpty();
        fields.put("apiKeyPlacement", "header");
        assertThat(Drafts.remarks(editing(AuthType.API_KEY, fields, kept), "apiKeyValue")).containsExactly("VALUE_NOT_SENDABLE");
    }

    @Test
    void takesTheFirstChoiceWhereNoneWasMade() {
        assertThat(Drafts.destination(Drafts.hmac("X-S", "s", "")).auth())
                .isEqualTo(new Auth.HmacSha256(new HeaderName("X-S"), Secret.of("s"), SignatureFormat.BASE64));
        assertThat(Drafts.destination(Drafts.of(AuthType.API_KEY, Map.of("apiKeyName", "k", "apiKeyValue", "v"))).auth())
                .isEqualTo(new Auth.ApiKey("k", Secret.of("v"), Auth.Placement.HEADER));
    }

    @ParameterizedTest
    @CsvSource({"https://localhost:8443/practice, true", "https://127.0.0.1:8443, true", "https://[::1]:8443, true",
            "https://localhost:8444, false", "https://localhost, false", "https://127.0.0.2:8443, false",
            "https://example.com:8443, false"})
    void isThePracticeReceiverOnlyWhileTheUrlLeadsToIt(String url, boolean expected) {
        var destination = Drafts.destination(practising(url, ""));
        assertThat(destination.practice()).isEqualTo(expected ? Optional.of(PRACTICE) : Optional.empty());
        assertThat(destination.trusted().certificates())
                .isEqualTo(expected ? List.of(PRACTICE.certificate()) : List.of());
    }

    @Test
    void trustsThePracticeCertificateBesideTheChosenOnesAndOnce() {
        var both = new TrustedCertificates(List.of(Certificates.localhost(), Certificates.authority()));
        assertThat(Drafts.destination(practising("https://localhost:8443", both.pem())).trusted()).isEqualTo(both);
        assertThat(Drafts.destination(practising("https://localhost:8443", Certificates.text("ca-with-text.pem"))).trusted()
                .certificates()).containsExactly(Certificates.authority(), Certificates.localhost());
    }

    @Test
    void neverPrintsWhatWasTyped() {
        assertThat(Drafts.basic("someone", "hunter2").toString()).doesNotContain("someone", "hunter2");
        assertThat(Drafts.basic("someone", "hunter2").check().toString()).doesNotContain("hunter2");
        assertThat(Drafts.bearer("Bearer hunter2").check().toString()).contains("TOKEN_BEARER_WORD").doesNotContain("hunter2");
    }

    /** The best of many rounds, so that a busy machine does not fail it; called on each key press. */
    @Test
    void checksInFarLessThanAMillisecond() {
        var draft = new DestinationDraft("https://xn--fa-hia.de:8443/a/b/c?d=e", AuthType.API_KEY,
                Map.of("apiKeyName", "key", "apiKeyValue", "v".repeat(1_000), "apiKeyPlacement", "query"),
                Certificates.text("ca-with-text.pem"), Map.of(), List.of(PRACTICE));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 500; i++) {
            long start = System.nanoTime();
            draft.check();
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(best).isLessThan(1_000_000);
    }

    private static DestinationDraft editing(AuthType type, Map<String, String> fields, Map<String, Secret> kept) {
        return new DestinationDraft(Drafts.URL, type, fields, "", kept, List.of());
    }

    private static DestinationDraft practising(String url, String pem) {
        return new DestinationDraft(url, AuthType.DEFAULT, Map.of(), pem, Map.of(), List.of(PRACTICE));
    }
}
