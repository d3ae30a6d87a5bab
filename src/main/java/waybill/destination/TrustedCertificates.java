package waybill.destination;

import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates that are trusted for the destination in addition to those of the runtime and the operating system. */
public record TrustedCertificates(List<X509Certificate> certificates) {
    public TrustedCertificates {
        certificates = List.copyOf(certificates);
    }

    public static TrustedCertificates none() {
        return new TrustedCertificates(List.of());
    }

    public boolean isEmpty() {
        return certificates.isEmpty();
    }

    /** As PEM text (RFC 7468), one block a certificate; empty for none. */
    public String pem() {
        throw new UnsupportedOperationException("to be written");
    }

    /** Reads PEM text. @throws IllegalArgumentException if there is none in it, or something else */
    public static TrustedCertificates ofPem(String pem) {
        throw new UnsupportedOperationException("to be written");
    }
}
