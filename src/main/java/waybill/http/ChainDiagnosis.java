package waybill.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import waybill.delivery.Fault;
import waybill.delivery.ServerCertificate;

/**
 * Finds out why a chain was refused: is it only the name, can a path be built now, could one be built at a time when all of
 * the chain was valid? Where several things are wrong, the order is: not trusted, expired or not yet valid, another host;
 * the more serious first, since a date or a name can be put right only by whoever is trusted.
 */
final class ChainDiagnosis {
    private final Set<TrustAnchor> anchors;
    private final String host;

    /** @param host as {@link HostNames#verified} gives it */
    ChainDiagnosis(Set<TrustAnchor> anchors, String host) {
        this.anchors = anchors;
        this.host = host;
    }

    /**
     * @param chain as the server sent it, its own certificate first
     * @param onlyTheName whether the chain passes where the host's name is not asked for
     */
    Refusal explain(List<X509Certificate> chain, CertificateException refused, boolean onlyTheName) {
        X509Certificate own = chain.getFirst();
        if (refused instanceof CertificateExpiredException || refused instanceof CertificateNotYetValidException) {
            return outOfDate(own, own);
        }
        if (onlyTheName) {
            return anotherHost(own);
        }
        if (path(chain, new Date()).isPresent()) {
            return unfit(own, refused);
        }
        return path(chain, wasValid(chain)).flatMap(ChainDiagnosis::firstOutOfDate).map(culprit -> outOfDate(culprit, own))
                .orElseGet(() -> notTrusted(chain, refused));
    }

    private static Refusal outOfDate(X509Certificate culprit, X509Certificate own) {
        String whose = culprit.equals(own) ? "The server's certificate" : "The certificate of an authority above the server's";
        ServerCertificate facts = facts(culprit);
        return culprit.getNotAfter().before(new Date())
                ? new Refusal(Fault.CERTIFICATE_EXPIRED, facts,
                        whose + " (" + facts.subject() + ") expired on " + facts.notAfter())
                : new Refusal(Fault.CERTIFICATE_NOT_YET_VALID, facts,
                        whose + " (" + facts.subject() + ") is valid from " + facts.notBefore());
    }

    private Refusal anotherHost(X509Certificate own) {
        List<String> names = HostNames.of(own);
        String detail = names.isEmpty()
                ? "The certificate has no subject alternative name, so it is for no host at all"
                : "The certificate is for " + String.join(", ", names) + ", not for " + host;
        return new Refusal(Fault.CERTIFICATE_FOR_ANOTHER_HOST, facts(own), detail);
    }

    private static Refusal notTrusted(List<X509Certificate> chain, CertificateException refused) {
        X509Certificate own = chain.getFirst();
        boolean signedByItself = own.getIssuerX500Principal().equals(own.getSubjectX500Principal());
        String issuer = signedByItself
                ? "The certificate is signed by itself"
                : "No trusted authority stands behind the certificate, issued by " + own.getIssuerX500Principal().getName();
        String also = isValid(own) ? "" : "; it is out of date too";
        return new Refusal(Fault.CERTIFICATE_NOT_TRUSTED, facts(own), issuer + also + " (" + Faults.technical(refused) + ")");
    }

    /** A path to a trusted authority exists, but one of its certificates is weak, distrusted, or not meant for servers. */
    private static Refusal unfit(X509Certificate own, CertificateException refused) {
        return new Refusal(Fault.CERTIFICATE_NOT_TRUSTED, facts(own),
                "The certificate is not fit for this use (" + Faults.technical(refused) + ")");
    }

    /** The certificates from the server's own up to a trust anchor, where a path can be built at that time. */
    private Optional<List<? extends Certificate>> path(List<X509Certificate> chain, Date at) {
        try {
            var target = new X509CertSelector();
            target.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(at);
            parameters.addCertPathChecker(new CertificateStrength());
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            return Optional.of(CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath().getCertificates());
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** A time at which all of the chain was valid, if there ever was one. */
    private static Date wasValid(List<X509Certificate> chain) {
        return chain.stream().map(X509Certificate::getNotBefore).max(Date::compareTo).orElseThrow();
    }

    private static Optional<X509Certificate> firstOutOfDate(List<? extends Certificate> path) {
        Stream<X509Certificate> certificates = path.stream().filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast);
        return certificates.filter(certificate -> !isValid(certificate)).findFirst();
    }

    private static boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private static ServerCertificate facts(X509Certificate certificate) {
        return new ServerCertificate(certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant(), HostNames.of(certificate));
    }
}
