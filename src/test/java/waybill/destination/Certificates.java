package waybill.destination;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Objects;

/** Certificates made with openssl for the tests, whose keys are gone. */
final class Certificates {
    private Certificates() {}

    static String text(String file) {
        try (var in = Objects.requireNonNull(Certificates.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For localhost, elliptic curve. */
    static X509Certificate localhost() {
        return TrustedCertificates.ofPem(text("localhost.pem")).certificates().getFirst();
    }

    /** A certificate authority's, RSA. */
    static X509Certificate authority() {
        return TrustedCertificates.ofPem(text("ca-with-text.pem")).certificates().getFirst();
    }
}
