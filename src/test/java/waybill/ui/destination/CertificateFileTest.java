package waybill.ui.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.TrustedCertificates;

/** Files that a person may choose as a certificate. */
class CertificateFileTest {
    @TempDir private Path folder;

    @Test
    void takesABinaryFileToo() throws Exception {
        var certificate = TrustedCertificates.ofPem(pem()).certificates().getFirst();
        Path file = Files.write(folder.resolve("ca.cer"), certificate.getEncoded());

        assertThat(TrustedCertificates.ofPem(CertificateFile.read(file.toFile())).certificates()).containsExactly(certificate);
    }

    @Test
    void leavesTextAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), pem());

        assertThat(CertificateFile.read(file.toFile())).isEqualTo(pem());
    }

    @Test
    void refusesWhatIsNeither() throws Exception {
        Path file = Files.write(folder.resolve("ca.crt"), new byte[]{0x30, 1, 2, 3});

        assertThatThrownBy(() -> CertificateFile.read(file.toFile())).isInstanceOf(CertificateException.class);
    }

    private static String pem() throws Exception {
        try (var in = CertificateFileTest.class.getResourceAsStream("/waybill/destination/ca-with-text.pem")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
