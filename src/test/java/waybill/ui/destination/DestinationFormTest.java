package waybill.ui.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.destination.Auth;
import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.DestinationCheck;
import waybill.destination.EndpointUrl;
import waybill.destination.HeaderName;
import waybill.destination.PracticeIdentity;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;
import waybill.destination.TrustedCertificates;

/** A stored destination goes through the form and comes out as it was. */
class DestinationFormTest {
    private static final EndpointUrl URL = EndpointUrl.of("https://127.0.0.1:8443/hooks?a=b");
    private static final TrustedCertificates CERTIFICATE = certificate();

    static Stream<Auth> auths() {
        return Stream.of(new Auth.None(),
                new Auth.HmacSha256(new HeaderName("X-Signature"), Secret.of(" key "), SignatureFormat.HEX.withPrefix("sha256=")),
                new Auth.Basic("test", Secret.of("123£")), new Auth.Bearer(Secret.of("abc.def")),
                new Auth.ApiKey("key", Secret.of("välue"), Auth.Placement.QUERY));
    }

    @ParameterizedTest
    @MethodSource("auths")
    void keepsEverythingThatIsNotEdited(Auth auth) {
        assertUnchanged(new Destination(URL, auth, CERTIFICATE, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("auths")
    void putsNoStoredSecretIntoAField(Auth auth) {
        var form = new DestinationForm(new Destination(URL, auth), Optional.empty());
        for (AuthField field : AuthType.of(auth).fields()) {
            assertThat(form.keeps(field.id())).isEqualTo(field.isSecret());
            assertThat(field.isSecret() && !form.field(field.id()).get().isEmpty()).isFalse();
        }
    }

    @Test
    void keepsThePracticeReceiverWithItsCertificate() {
        var identity = new PracticeIdentity(URL.port(), Secret.of("a2V5"), CERTIFICATE.certificates().getFirst());
        var practice = new Destination(URL, new Auth.None(), CERTIFICATE, Optional.of(identity));
        var form = new DestinationForm(practice, Optional.of(identity));
        assertThat(form.certificate().get()).isEmpty();
        assertThat(form.draft().check()).isEqualTo(new DestinationCheck.Valid(practice, List.of()));
    }

    @Test
    void keepsThePracticeReceiverThoughAnotherOneRuns() {
        var identity = new PracticeIdentity(URL.port(), Secret.of("a2V5"), CERTIFICATE.certificates().getFirst());
        var other = new PracticeIdentity(URL.port() - 1, Secret.of("b3RoZXI"), identity.certificate());
        var practice = new Destination(URL, new Auth.None(), CERTIFICATE, Optional.of(identity));
        var form = new DestinationForm(practice, Optional.of(other));
        assertThat(form.draft().check()).isEqualTo(new DestinationCheck.Valid(practice, List.of()));
        form.url().set("https://127.0.0.1:" + other.port() + "/");
        assertThat(form.draft().check()).isInstanceOfSatisfying(DestinationCheck.Valid.class,
                valid -> assertThat(valid.destination().practice()).hasValue(other));
    }

    @ParameterizedTest
    @CsvSource({"https://0x7f.1/, 127.0.0.1", "https://1.2.3/, 1.2.0.3", "https://ex%41mple.com:8443, example.com",
            "https://faß.de/a, xn--fa-hia.de"})
    void saysWhichHostAnotherSpellingLeadsTo(String typed, String host) {
        assertThat(new DestinationForm(typed, Optional.empty()).connectsTo()).hasValue(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {" HTTPS://API.example.com:8443/höre?x ", "https://[::1]:8443/", "https://127.0.0.1", "", "ftp://a/"})
    void saysNothingOfAHostThatIsTyped(String typed) {
        assertThat(new DestinationForm(typed, Optional.empty()).connectsTo()).isEmpty();
    }

    @Test
    void noticesAChangeAndItsUndoing() {
        var form = new DestinationForm("", Optional.empty());
        assertThat(form.isChanged()).isFalse();
        form.url().set("h");
        assertThat(form.isChanged()).isTrue();
        form.url().set("");
        assertThat(form.isChanged()).isFalse();
    }

    private static void assertUnchanged(Destination stored) {
        var form = new DestinationForm(stored, Optional.empty());
        assertThat(form.draft().check()).isInstanceOfSatisfying(DestinationCheck.Valid.class,
                valid -> assertThat(valid.destination()).isEqualTo(stored));
    }

    private static TrustedCertificates certificate() {
        try (InputStream in = DestinationFormTest.class.getResourceAsStream("/waybill/destination/ca-with-text.pem")) {
            return TrustedCertificates.ofPem(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
