package waybill.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the chain of one handshake and remembers why it refused it, which no exception of the handshake tells. The path,
 * the algorithms and the host's name are checked by the JDK; added are a name of the host's kind, and the dates of a
 * certificate that is trusted itself, which the JDK does not look at.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager platform;
    private final ChainDiagnosis diagnosis;
    private final String host;
    private volatile Optional<Refusal> refusal = Optional.empty();

    /**
     * @param anchors at least one
     * @param host as {@link HostNames#verified} gives it
     */
    RecordingTrustManager(Set<TrustAnchor> anchors, String host) throws GeneralSecurityException {
        this.platform = platform(anchors);
        this.diagnosis = new ChainDiagnosis(anchors, host);
        this.host = host;
    }

    /** Why the chain was refused, if it was. */
    Optional<Refusal> refusal() {
        return refusal;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket) throws CertificateException {
        try {
            platform.checkServerTrusted(chain, keyExchange, socket);
            chain[0].checkValidity();
            if (!HostNames.hasAnyFor(host, chain[0])) {
                throw new CertificateException("no subject alternative name");
            }
        } catch (CertificateException refused) {
            refusal = Optional.of(diagnosis.explain(List.of(chain), refused, passesWithoutName(chain, keyExchange)));
            throw refused;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine) throws CertificateException {
        throw unchecked();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw unchecked();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket) throws CertificateException {
        throw unchecked();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine) throws CertificateException {
        throw unchecked();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw unchecked();
    }

    private boolean passesWithoutName(X509Certificate[] chain, String keyExchange) {
        try {
            platform.checkServerTrusted(chain, keyExchange);
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    /** Without the socket the host is not known, so nothing may pass. */
    private static CertificateException unchecked() {
        return new CertificateException("only servers are checked, and only with their host");
    }

    private static X509ExtendedTrustManager platform(Set<TrustAnchor> anchors) throws GeneralSecurityException {
        var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.addCertPathChecker(new CertificateStrength());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return Stream.of(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst().orElseThrow();
    }
}
