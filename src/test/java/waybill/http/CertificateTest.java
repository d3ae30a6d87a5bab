package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.ROOT;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;
import static waybill.http.TestCertificates.keys;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.Promise;
import waybill.Promised;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.delivery.Transport.Terms;
import waybill.destination.TrustedCertificates;
import waybill.http.TestCertificates.Issued;

/** Which certificates are accepted, and how those that are not are named. */
@Promised(Promise.TLS)
class CertificateTest {
    private static final Issued OTHER_ROOT = TestCertificates.root("CN=Other Root");
    private static final Issued INTERMEDIATE = ROOT.issues("CN=Intermediate").authority().issue();

    private final HttpTransport transport = Exchanges.transport(_ -> List.of(InetAddress.getLoopbackAddress()));

    static Stream<Arguments> goodOnes() {
        return Stream.of(
                Arguments.of("RSA 2048", ROOT.issues("CN=a").forLoopback().keys(keys("RSA", 2048, "leaf")).issue(), "localhost"),
                Arguments.of("RSA 4096", ROOT.issues("CN=b").forLoopback().keys(keys("RSA", 4096, "leaf")).issue(), "localhost"),
                Arguments.of("EC P-256", ROOT.issues("CN=c").forLoopback().issue(), "localhost"),
                Arguments.of("EC P-384", ROOT.issues("CN=d").forLoopback().keys(keys("EC", 384, "leaf")).issue(), "localhost"),
                Arguments.of("EC P-521", ROOT.issues("CN=d").forLoopback().keys(keys("EC", 521, "leaf")).issue(), "localhost"),
                Arguments.of("Ed25519", ROOT.issues("CN=e").forLoopback().keys(keys("Ed25519", 0, "leaf")).issue(), "localhost"),
                Arguments.of("wildcard", ROOT.issues("CN=f").forHosts("*.waybill.example").issue(), "hooks.waybill.example"),
                Arguments.of("IPv4 address", ROOT.issues("CN=g").forAddresses("127.0.0.1").issue(), "127.0.0.1"),
                Arguments.of("IPv6 address", ROOT.issues("CN=g").forAddresses("::1").issue(), "[::1]"),
                Arguments.of("chain", INTERMEDIATE.issues("CN=h").forLoopback().issue(), "localhost"),
                Arguments.of("a dot at the end of the host", ROOT.issues("CN=i").forHosts("hooks.waybill.example").issue(),
                        "hooks.waybill.example."),
                Arguments.of("punycode", ROOT.issues("CN=j").forHosts("xn--bcher-kva.example").issue(), "xn--bcher-kva.example"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodOnes")
    void accepts(String what, Issued certificate, String host) throws IOException {
        assertThat(send(certificate, host)).as(what).isInstanceOf(Outcome.Delivered.class);
    }

    static Stream<Arguments> badOnes() {
        return Stream.of(Arguments.of("expired", ROOT.issues("CN=a").forLoopback().expired().issue(), Fault.CERTIFICATE_EXPIRED),
                Arguments.of("expired and for another host", ROOT.issues("CN=a").forHosts("x.example").expired().issue(),
                        Fault.CERTIFICATE_EXPIRED),
                Arguments.of("not yet valid", ROOT.issues("CN=a").forLoopback().notYetValid().issue(),
                        Fault.CERTIFICATE_NOT_YET_VALID),
                Arguments.of("self-signed", TestCertificates.selfSigned(), Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("self-signed and expired", new TestCertificates.Order("CN=s").forLoopback().expired().issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("unknown authority", OTHER_ROOT.issues("CN=a").forLoopback().issue(), Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("unknown authority and expired", OTHER_ROOT.issues("CN=a").forLoopback().expired().issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("another root of the same name",
                        TestCertificates.root("CN=Test Root").issues("CN=a").forLoopback().issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("another host", ROOT.issues("CN=a").forHosts("example.com").issue(),
                        Fault.CERTIFICATE_FOR_ANOTHER_HOST),
                Arguments.of("a longer name", ROOT.issues("CN=a").forHosts("localhost.example.com").issue(),
                        Fault.CERTIFICATE_FOR_ANOTHER_HOST),
                Arguments.of("a wildcard that is too short", ROOT.issues("CN=a").forHosts("*").issue(),
                        Fault.CERTIFICATE_FOR_ANOTHER_HOST),
                Arguments.of("only a common name", ROOT.issues("CN=localhost").issue(), Fault.CERTIFICATE_FOR_ANOTHER_HOST),
                Arguments.of("a common name beside an address", ROOT.issues("CN=localhost").forAddresses("127.0.0.1").issue(),
                        Fault.CERTIFICATE_FOR_ANOTHER_HOST),
                Arguments.of("for clients", ROOT.issues("CN=a").forLoopback().purpose(KeyPurposeId.id_kp_clientAuth).issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("from one that is no authority", GOOD.issues("CN=a").forLoopback().issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("intermediate left out", INTERMEDIATE.issues("CN=a").forLoopback().issue().withoutChain(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("intermediate with SHA-1",
                        ROOT.issues("CN=i").authority().digest("SHA1").issue().issues("CN=a").forLoopback().issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("intermediate with RSA 1024",
                        ROOT.issues("CN=i").authority().keys(keys("RSA", 1024, "ca")).issue().issues("CN=a").forLoopback()
                                .issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED),
                Arguments.of("with SHA-1", ROOT.issues("CN=a").forLoopback().digest("SHA1").issue(),
                        Fault.CERTIFICATE_NOT_TRUSTED));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("badOnes")
    void refuses(String what, Issued certificate, Fault fault) throws IOException {
        var unreachable = refused(certificate, "localhost");
        assertThat(unreachable.fault()).as(what + ": " + unreachable.detail()).isEqualTo(fault);
        assertThat(unreachable.certificate()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void demandsAnAddressWhereTheHostIsOne(String host) throws IOException {
        var named = ROOT.issues("CN=127.0.0.1").forHosts("localhost", "127.0.0.1").issue();
        assertThat(refused(named, host).fault()).isEqualTo(Fault.CERTIFICATE_FOR_ANOTHER_HOST);
    }

    @Test
    void refusesAWildcardOverTwoLabels() throws IOException {
        var wildcard = ROOT.issues("CN=f").forHosts("*.waybill.example").issue();
        assertThat(refused(wildcard, "a.b.waybill.example").fault()).isEqualTo(Fault.CERTIFICATE_FOR_ANOTHER_HOST);
    }

    @Test
    void sendsNothingToAServerThatIsNotTrusted() throws IOException {
        try (var server = HostileServer.tls(TestCertificates.selfSigned(), HostileServer.answering("HTTP/1.1 200 OK\r\n\r\n"))) {
            transport.send(post(server), within(LONG));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void tellsWhatTheCertificateSays() throws IOException {
        var wrong = ROOT.issues("O=Example,CN=api").forHosts("api.example.com", "example.com").forAddresses("10.0.0.1").issue();
        var unreachable = refused(wrong, "localhost");
        var facts = unreachable.certificate().orElseThrow();
        assertThat(facts.names()).containsExactly("api.example.com", "example.com", "10.0.0.1");
        assertThat(facts.subject()).isEqualTo("CN=api,O=Example");
        assertThat(facts.issuer()).isEqualTo("CN=Test Root");
        assertThat(facts.notAfter()).isCloseTo(Instant.now().plus(Duration.ofDays(30)), within1Minute());
        assertThat(unreachable.detail()).contains("api.example.com", "localhost");
    }

    @Test
    void namesTheIntermediateThatHasExpired() throws IOException {
        var old = ROOT.issues("CN=Old Intermediate").authority().expired().issue();
        var unreachable = refused(old.issues("CN=a").forLoopback().issue(), "localhost");
        assertThat(unreachable.fault()).isEqualTo(Fault.CERTIFICATE_EXPIRED);
        assertThat(unreachable.certificate().orElseThrow().subject()).isEqualTo("CN=Old Intermediate");
    }

    @Test
    void trustsAnAuthorityThatWasAdded() throws IOException {
        var certificate = OTHER_ROOT.issues("CN=a").forLoopback().issue();
        assertThat(send(certificate, "localhost", OTHER_ROOT)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void stillTrustsTheUsualOnesWhereOneWasAdded() throws IOException {
        assertThat(send(GOOD, "localhost", OTHER_ROOT)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void trustsASelfSignedCertificateThatWasAdded() throws IOException {
        var own = TestCertificates.selfSigned();
        assertThat(send(own, "localhost", own)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void refusesASelfSignedCertificateThatWasAddedForAnotherHost() throws IOException {
        var own = new TestCertificates.Order("CN=localhost").forHosts("example.com").issue();
        assertThat(refused(own, "localhost", own).fault()).isEqualTo(Fault.CERTIFICATE_FOR_ANOTHER_HOST);
    }

    @Test
    void refusesASelfSignedCertificateThatWasAddedButHasOnlyACommonName() throws IOException {
        var own = new TestCertificates.Order("CN=localhost").issue();
        assertThat(refused(own, "localhost", own).fault()).isEqualTo(Fault.CERTIFICATE_FOR_ANOTHER_HOST);
    }

    @Test
    void refusesASelfSignedCertificateThatWasAddedAndHasExpired() throws IOException {
        var own = new TestCertificates.Order("CN=old").forLoopback().expired().issue();
        assertThat(refused(own, "localhost", own).fault()).isEqualTo(Fault.CERTIFICATE_EXPIRED);
    }

    @Test
    void refusesASelfSignedCertificateThatWasAddedAndIsNotYetValid() throws IOException {
        var own = new TestCertificates.Order("CN=new").forLoopback().notYetValid().issue();
        assertThat(refused(own, "localhost", own).fault()).isEqualTo(Fault.CERTIFICATE_NOT_YET_VALID);
    }

    private static org.assertj.core.data.TemporalUnitOffset within1Minute() {
        return org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MINUTES);
    }

    private Outcome.Unreachable refused(Issued certificate, String host, Issued... trusted) throws IOException {
        var outcome = send(certificate, host, trusted);
        assertThat(outcome).isInstanceOf(Outcome.Unreachable.class);
        return (Outcome.Unreachable) outcome;
    }

    private Outcome send(Issued certificate, String host, Issued... trusted) throws IOException {
        try (var server = HostileServer.tls(certificate,
                HostileServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
            var added = new TrustedCertificates(Stream.of(trusted).map(Issued::certificate).toList());
            return transport.send(post(host, server.port(), "/"), new Terms(added, LONG));
        }
    }
}
