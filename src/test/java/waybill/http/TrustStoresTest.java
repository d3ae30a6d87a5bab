package waybill.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.TrustedCertificates;

class TrustStoresTest {
    private static final X509Certificate COMPANY = TestCertificates.root("CN=Company Root").certificate();
    private static final X509Certificate OTHER = TestCertificates.root("CN=Other Root").certificate();

    @TempDir private Path folder;

    @Test
    void readsTheRuntimesList() {
        assertThat(new TrustStores(Map.of()).certificates()).hasSizeGreaterThan(50);
    }

    @Test
    void addsTheSystemsBundle() throws Exception {
        assertThat(with(pem(COMPANY) + "# a comment\n" + pem(OTHER)).certificates()).contains(COMPANY, OTHER)
                .hasSizeGreaterThan(50);
    }

    @Test
    void losesOnlyTheCertificateThatCannotBeRead() throws Exception {
        String broken = "-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n%%\n-----END CERTIFICATE-----\n";
        assertThat(with(pem(COMPANY) + broken + pem(OTHER)).certificates()).contains(COMPANY, OTHER);
    }

    @Test
    void doesWithoutABundleThatIsNotThere() {
        assertThat(new TrustStores(Map.of("SSL_CERT_FILE", folder.resolve("absent").toString())).certificates())
                .hasSizeGreaterThan(50);
        assertThat(new TrustStores(Map.of("SSL_CERT_FILE", "\0")).certificates()).hasSizeGreaterThan(50);
    }

    @Test
    void loadsTheUsualCertificatesOnceAndOnlyWhenNeeded() {
        var loads = new AtomicInteger();
        var anchors = TrustAnchors.from(() -> {
            loads.incrementAndGet();
            return List.of(COMPANY);
        });
        assertThat(loads).hasValue(0);
        anchors.with(TrustedCertificates.none());
        assertThat(anchors.with(new TrustedCertificates(List.of(OTHER)))).extracting(TrustAnchor::getTrustedCert)
                .containsExactlyInAnyOrder(COMPANY, OTHER);
        assertThat(loads).hasValue(1);
    }

    @Test
    void leavesWeakKeysOut() {
        var weak = new TestCertificates.Order("CN=weak").authority().keys(TestCertificates.keys("RSA", 1024, "root")).issue()
                .certificate();
        assertThat(TrustAnchors.of(List.of(weak)).with(new TrustedCertificates(List.of(weak)))).isEmpty();
    }

    private TrustStores with(String bundle) throws IOException {
        return new TrustStores(Map.of("SSL_CERT_FILE", Files.writeString(folder.resolve("bundle.pem"), bundle).toString()));
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
