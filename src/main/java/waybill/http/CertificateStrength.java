package waybill.http;

import java.security.PublicKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

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
                && !(isStrong(x509.getPublicKey()) && isStrongSignature(x509.getSigAlgName()))) {
            throw new CertPathValidatorException("weak: " + describe(x509), null, null, -1, BasicReason.ALGORITHM_CONSTRAINED);
        }
    }

    static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= TlsPolicy.RSA_BITS;
            case ECKey ec -> ec.getParams().getOrder().bitLength() >= TlsPolicy.EC_BITS;
            case DSAKey _ -> false;
            default -> true;
        };
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
