package waybill.http;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import waybill.destination.KeyStrength;

/**
 * Refuses weak certificates in a path. The same rule as {@link TlsPolicy}'s, which the JDK heeds only if nothing used TLS
 * before it was set.
 */
final class CertificateStrength extends PKIXCertPathChecker {
    @Override
    public void init(boolean forward) {
        // Each certificate is judged by itself, so the direction does not matter.
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return Set.of();
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) throws CertPathValidatorException {
        if (certificate instanceof X509Certificate x509
                && !(KeyStrength.isStrong(x509.getPublicKey()) && isStrongSignature(x509.getSigAlgName()))) {
            throw new CertPathValidatorException("weak: " + describe(x509), null, null, -1, BasicReason.ALGORITHM_CONSTRAINED);
        }
    }

    private static boolean isStrongSignature(String algorithm) {
        String name = algorithm.toUpperCase(Locale.ROOT);
        return !(name.startsWith("SHA1") || name.startsWith("MD2") || name.startsWith("MD5"));
    }

    private static String describe(X509Certificate certificate) {
        String size = certificate.getPublicKey() instanceof RSAKey rsa ? rsa.getModulus().bitLength() + " bits, " : "";
        return certificate.getPublicKey().getAlgorithm() + " key of " + size + "signed with " + certificate.getSigAlgName() + ", "
                + certificate.getSubjectX500Principal();
    }
}
