package waybill.destination;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

import waybill.destination.Problem.Reason;

/**
 * Reads PEM text by the JDK's certificate factory, which skips silently what it does not take for a block: an indented one,
 * one after a byte order mark. So lines are stripped first, and the blocks are counted.
 */
final class PemReader {
    static final String FIELD = "trustedCertificate";
    /** Far above {@link TrustedCertificates#MOST} certificates with their text; keeps a wrong file from being parsed at all. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final String BEGIN = "-----BEGIN ";

    private PemReader() {}

    static Reading<TrustedCertificates> read(String pem) {
        if (pem.isBlank()) {
            return new Reading.Good<>(TrustedCertificates.none());
        }
        if (pem.length() > MOST_CHARACTERS) {
            return bad(Problem.of(FIELD, Reason.TOO_LONG, MOST_CHARACTERS));
        }
        List<String> lines = pem.lines().map(Text::withoutSpaceAtEnds).toList();
        if (lines.stream().anyMatch(line -> line.startsWith(BEGIN) && line.contains("PRIVATE KEY"))) {
            return bad(Problem.of(FIELD, Reason.CERTIFICATE_PRIVATE_KEY));
        }
        long blocks = lines.stream().filter(line -> line.startsWith(BEGIN)).count();
        if (blocks > TrustedCertificates.MOST) {
            return bad(Problem.of(FIELD, Reason.CERTIFICATE_TOO_MANY, TrustedCertificates.MOST));
        }
        List<X509Certificate> certificates = certificates(lines);
        if (certificates.isEmpty() || certificates.size() != blocks) {
            return bad(Problem.of(FIELD, Reason.CERTIFICATE_NOT_PEM));
        }
        return new Reading.Good<>(new TrustedCertificates(certificates.stream().distinct().toList()));
    }

    /** None if one of them cannot be read. */
    private static List<X509Certificate> certificates(List<String> lines) {
        // Empty lines between, as the factory takes what follows a block for binary if it begins with "0".
        String blocks = lines.stream().collect(Collectors.joining("\n\n", "\n", "\n"));
        try {
            var bytes = new ByteArrayInputStream(blocks.getBytes(StandardCharsets.UTF_8));
            return CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                    .map(X509Certificate.class::cast).toList();
        } catch (CertificateException _) {
            return List.of();
        }
    }

    private static Reading<TrustedCertificates> bad(Problem problem) {
        return new Reading.Bad<>(problem);
    }
}
