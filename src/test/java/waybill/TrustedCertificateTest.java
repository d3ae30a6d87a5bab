package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import waybill.http.PrivateEndpoint;

/** Trusting a certificate for the destination, in the popup. */
@ExtendWith(WithWaybill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedCertificateTest {
    private final Person person;

    TrustedCertificateTest(Person person) {
        this.person = person;
    }

    @AfterEach
    void backToTheEmptyPage() {
        if (person.sees("saveButton")) {
            person.leavesThePopup();
        }
    }

    @Test
    void reachesASelfSignedEndpointOnceItsCertificateIsTrusted() throws IOException {
        try (var endpoint = PrivateEndpoint.signedByItself()) {
            person.clicks("registerButton").fills("urlField", endpoint.url()).clicks("dialogTestButton");
            person.awaitsText("dialogTestResult", "The certificate of 127.0.0.1 is not trusted");
            assertThat(person.reads("dialogTestResult")).contains("self-signed");
            assertThat(endpoint.requests()).isZero();

            trusts(endpoint.pem()).clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready: the endpoint accepted");

            assertThat(endpoint.requests()).isOne();
            person.clicks("saveButton").awaitsText("destinationStatus", "Ready");
            assertThat(person.reads("trustNote")).startsWith("One more certificate is trusted for this destination");
            person.clicks("sendTestButton").awaitsText("testResult", "Ready: the endpoint accepted");
            person.clicks("deleteButton").clicks("confirmButton").awaits("registerButton");
        }
    }

    @Test
    void refusesACertificateForAnotherHostThoughItIsTrusted() throws IOException {
        try (var endpoint = PrivateEndpoint.forAnotherHost("elsewhere.example")) {
            person.clicks("registerButton").fills("urlField", endpoint.url());

            trusts(endpoint.pem()).clicks("dialogTestButton");

            person.awaitsText("dialogTestResult", "The certificate is not for 127.0.0.1, but for elsewhere.example.");
            assertThat(endpoint.requests()).isZero();
        }
    }

    @Test
    void refusesWhatIsNoCertificate() {
        person.clicks("registerButton").fills("urlField", "https://api.example.com/");
        trusts("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----").presses(KeyCode.TAB);
        person.awaitsText("trustedCertificateError", "There is a private key in it.");

        person.fills("trustedCertificate", "certificate").awaitsText("trustedCertificateError", "no certificate in PEM form");

        person.clicks("saveButton").awaitsFocus("trustedCertificate");
    }

    private Person trusts(String pem) {
        if (!person.sees("trustedCertificate")) {
            person.clicksOn("Trusted certificate (optional)");
        }
        return person.fills("trustedCertificate", pem);
    }
}
