package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedCertificatesTest {
    private static final String LOCALHOST = Certificates.text("localhost.pem");
    private static final String AUTHORITY = Certificates.text("ca-with-text.pem");

    @Test
    void readsWhatOpensslPrintsWithText() {
        assertThat(AUTHORITY).startsWith("Certificate:");
        assertThat(TrustedCertificates.ofPem(AUTHORITY).certificates()).singleElement()
                .satisfies(certificate -> assertThat(certificate.getSubjectX500Principal().getName())
                        .contains("CN=Example Test CA"));
    }

    @Test
    void readsSeveral() {
        assertThat(TrustedCertificates.ofPem(AUTHORITY + LOCALHOST).certificates())
                .containsExactly(Certificates.authority(), Certificates.localhost());
    }

    @Test
    void readsOneTwiceAsOne() {
        assertThat(TrustedCertificates.ofPem(LOCALHOST + LOCALHOST).certificates()).hasSize(1);
    }

    @Test
    void readsAChainAsOpensslShowsIt() {
        String chain = "0 s:CN = localhost\n   i:CN = localhost\n" + LOCALHOST + "0 s:CN = ca\n---\n" + AUTHORITY + "---\n";
        assertThat(TrustedCertificates.ofPem(chain).certificates()).hasSize(2);
    }

    @Test
    void readsAnyLineBreaksIndentationAndByteOrderMark() {
        String both = LOCALHOST + AUTHORITY;
        for (String text : List.of(both.replace("\n", "\r\n"), both.replace("\n", "\r"), both.indent(4), both.strip(),
                "\ufeff" + both,
                "\n\n" + both + "\n\n", both.replace("\n", " \n"))) {
            assertThat(TrustedCertificates.ofPem(text).certificates()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r\n"})
    void readsNoneInBlankText(String text) {
        assertThat(TrustedCertificates.ofPem(text)).isEqualTo(TrustedCertificates.none());
        assertThat(TrustedCertificates.none().pem()).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        var both = new TrustedCertificates(List.of(Certificates.authority(), Certificates.localhost()));
        assertThat(TrustedCertificates.ofPem(both.pem())).isEqualTo(both);
        assertThat(TrustedCertificates.ofPem(LOCALHOST).pem()).isEqualTo(LOCALHOST);
    }

    @Test
    void refusesTextWithoutACertificate() {
        String der = new String(Base64.getMimeDecoder().decode(body(LOCALHOST)), StandardCharsets.ISO_8859_1);
        for (String text : List.of("hello", "0", "0 s:CN", der, body(LOCALHOST), "-----BEGIN CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n", "/home/me/ca.pem", "\u0000", "\ud83d")) {
            assertThat(reasons(text)).containsExactly(Problem.Reason.CERTIFICATE_NOT_PEM);
        }
    }

    @Test
    void refusesADamagedCertificateEvenBesideAGoodOne() {
        String cut = LOCALHOST.replaceFirst("(?s)\n.{64}\n", "\n");
        String longer = LOCALHOST.replace("6JvBq", "6JvBqAAAA");
        String open = LOCALHOST.replace("-----END CERTIFICATE-----\n", "");
        for (String damaged : List.of(cut, longer, open, LOCALHOST.replace("BEGIN CERT", "BEGIN TRUSTED CERT"),
                LOCALHOST.replace("-----BEGIN", "-----\u200bBEGIN"), LOCALHOST.replace("-----BEGIN", "x-----BEGIN"))) {
            assertThat(reasons(damaged)).containsExactly(Problem.Reason.CERTIFICATE_NOT_PEM);
        }
        assertThat(reasons(AUTHORITY + cut)).containsExactly(Problem.Reason.CERTIFICATE_NOT_PEM);
        assertThat(reasons(cut + AUTHORITY)).containsExactly(Problem.Reason.CERTIFICATE_NOT_PEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY",
            "PGP PRIVATE KEY BLOCK"})
    void refusesAPrivateKeyWhereverItStands(String label) {
        String key = "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n";
        for (String text : List.of(key, LOCALHOST + key, key + LOCALHOST, "  " + key)) {
            assertThat(reasons(text)).containsExactly(Problem.Reason.CERTIFICATE_PRIVATE_KEY);
        }
    }

    @Test
    void refusesAKeyThatIsTooShort() throws IOException {
        try (var in = TrustedCertificatesTest.class.getResourceAsStream("short-key.pem")) {
            assertThat(reasons(new String(in.readAllBytes(), StandardCharsets.US_ASCII)))
                    .containsExactly(Problem.Reason.CERTIFICATE_WEAK);
        }
    }

    @Test
    void refusesAWholeTrustList() {
        assertThat(reasons(LOCALHOST.repeat(50))).isEmpty();
        assertThat(reasons(LOCALHOST.repeat(51))).containsExactly(Problem.Reason.CERTIFICATE_TOO_MANY);
        assertThat(reasons("x".repeat(1_000_001))).containsExactly(Problem.Reason.TOO_LONG);
    }

    @Test
    void refusesStoredTextThatIsDamaged() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedCertificates.ofPem("nonsense"))
                .withMessage("CERTIFICATE_NOT_PEM");
    }

    private static String body(String pem) {
        return pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat);
    }

    private static List<Problem.Reason> reasons(String pem) {
        var draft = new DestinationDraft(Drafts.URL, AuthType.DEFAULT, Map.of(), pem, Map.of(), List.of());
        return draft.check().remarks().stream().map(Problem::reason).toList();
    }
}
