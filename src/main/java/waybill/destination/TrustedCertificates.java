package waybill.destination;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Certificates that are trusted for the destination in addition to those of the runtime and the operating system. */
public record TrustedCertificates(List<X509Certificate> certificates) {
    /** In what {@link #ofPem} reads. A private CA is one or a few; a whole trust list has hundreds. */
    public static final int MOST = 50;

    private static final Base64.Encoder LINES_OF_64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    public TrustedCertificates {
        certificates = List.copyOf(certificates);
    }

    public static TrustedCertificates none() {
        return new TrustedCertificates(List.of());
    }

    public boolean isEmpty() {
        return certificates.isEmpty();
    }

    /** These and {@code certificate}; unchanged if it is among them. */
    public TrustedCertificates with(X509Certificate certificate) {
        return new TrustedCertificates(Stream.concat(certificates.stream(), Stream.of(certificate)).distinct().toList());
    }

    /** As PEM text (RFC 7468), one block a certificate; empty for none. */
    public String pem() {
        return certificates.stream().map(TrustedCertificates::block).collect(Collectors.joining());
    }

    /**
     * Reads PEM text: up to {@value #MOST} certificates, with any text around them as {@code openssl x509 -text} prints. None
     * in blank text.
     *
     * @throws IllegalArgumentException if the text has no certificate, a private key, or a certificate that cannot be read
     */
    public static TrustedCertificates ofPem(String pem) {
        return PemReader.read(pem).orThrow();
    }

    private static String block(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + LINES_OF_64.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
