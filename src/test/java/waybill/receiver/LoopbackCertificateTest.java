package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.destination.PracticeIdentity;

class LoopbackCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final PracticeIdentity identity = new LoopbackCertificate(InstantSource.fixed(NOW), new SecureRandom())
            .identity(4321);

    @Test
    void isForTheNamesAndAddressesOfLoopbackAlone() throws Exception {
        assertThat(identity.certificate().getSubjectAlternativeNames()).map(name -> (String) name.get(1)).containsExactly(
                "localhost",
                "127.0.0.1",
                "0:0:0:0:0:0:0:1");
        assertThat(identity.port()).isEqualTo(4321);
    }

    @Test
    void cannotVouchForOtherCertificates() throws Exception {
        var certificate = identity.certificate();

        assertThat(certificate.getBasicConstraints()).as("no CA, RFC 5280 §4.2.1.9").isEqualTo(-1);
        assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.19");
        assertThat(certificate.getKeyUsage()).as("digitalSignature alone").containsExactly(true, false, false, false, false,
                false, false,
                false, false);
        assertThat(certificate.getExtendedKeyUsage()).as("serverAuth").containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void signsItselfWithAKeyOnP256() throws Exception {
        var certificate = identity.certificate();

        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getPublicKey()).isInstanceOfSatisfying(ECPublicKey.class,
                key -> assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(256));
    }

    @Test
    void isValidForYearsAndForAClockThatIsSetBackALittle() {
        var certificate = identity.certificate();

        assertThatCode(() -> certificate.checkValidity(Date.from(NOW.minus(Duration.ofHours(12))))).doesNotThrowAnyException();
        assertThatCode(() -> certificate.checkValidity(Date.from(NOW.plus(Duration.ofDays(3649))))).doesNotThrowAnyException();
    }

    @Test
    void hasASerialNumberOfItsOwn() {
        var another = new LoopbackCertificate(InstantSource.fixed(NOW), new SecureRandom()).identity(4321);

        assertThat(another.certificate().getSerialNumber()).isPositive().isNotEqualTo(identity.certificate().getSerialNumber());
    }

    @Test
    void neverPrintsItsKey() {
        assertThat(identity.toString()).doesNotContain(identity.privateKey().reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void isEnoughForAJavaClientThatTrustsItAlone(String host) throws Exception {
        try (var receiver = new PracticeReceiver(InstantSource.system(), new SecureRandom(), Thread::sleep)) {
            var made = receiver.start();

            assertThat(status(host, made.port(), Caller.trusting(made.certificate()))).isEqualTo(200);
        }
    }

    @Test
    void isTrustedByNobodyElse() throws Exception {
        try (var receiver = new PracticeReceiver(InstantSource.system(), new SecureRandom(), Thread::sleep)) {
            int port = receiver.start().port();
            var requests = new CopyOnWriteArrayList<ReceivedRequest>();
            receiver.onRequest(requests::add);

            assertThatThrownBy(() -> status("127.0.0.1", port, SSLContext.getDefault()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> status("127.0.0.1", port, Caller.trusting(identity.certificate())))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(requests).isEmpty();
        }
    }

    private static int status(String host, int port, SSLContext context) throws Exception {
        var connection = (HttpsURLConnection) URI.create("https://" + host + ":" + port + "/").toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setRequestMethod("POST");
        connection.setReadTimeout(20_000);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
