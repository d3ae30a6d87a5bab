package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;

import org.junit.jupiter.api.Test;

class TlsPolicyTest {
    @Test
    void addsToWhatIsForbidden() {
        TlsPolicy.apply();
        assertThat(Security.getProperty("jdk.certpath.disabledAlgorithms"))
                .contains("SHA1,", "RSA keySize < 2048", "EC keySize < 256")
                .contains("SHA1 usage SignedJAR");
        assertThat(Security.getProperty("jdk.tls.disabledAlgorithms")).contains("TLSv1.1", "RSA keySize < 2048", "NULL", "anon");
    }

    @Test
    void addsItOnce() {
        TlsPolicy.apply();
        String once = Security.getProperty("jdk.tls.disabledAlgorithms");
        TlsPolicy.apply();
        assertThat(Security.getProperty("jdk.tls.disabledAlgorithms")).isEqualTo(once);
    }
}
