package waybill.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.TrustAnchor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import waybill.destination.EndpointUrl;

/**
 * The TLS handshake of one exchange. Nothing of it is kept for another: a resumed session would skip the check of the
 * certificate.
 */
final class TlsHandshake {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final String host;
    private final int port;
    private final RecordingTrustManager trust;
    private final SSLContext context;

    TlsHandshake(EndpointUrl url, Set<TrustAnchor> anchors) throws GeneralSecurityException {
        this.host = HostNames.verified(url.host());
        this.port = url.port();
        this.trust = new RecordingTrustManager(anchors, host);
        this.context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[]{trust}, null);
    }

    /** Closing the result closes {@code socket}. */
    SSLSocket over(TappedSocket socket) throws IOException {
        try {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
            tls.setSSLParameters(demands(tls.getSSLParameters()));
            tls.startHandshake();
            return tls;
        } catch (IOException failed) {
            throw trust.refusal().map(refusal -> named(refusal, failed))
                    .orElseGet(() -> Faults.handshaking(failed, socket.firstByte()));
        }
    }

    private SSLParameters demands(SSLParameters parameters) {
        parameters.setProtocols(VERSIONS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        serverName().ifPresent(name -> parameters.setServerNames(List.of(name)));
        return parameters;
    }

    /** Also for names without a dot, which the JDK would not send. None for addresses (RFC 6066 §3). */
    private Optional<SNIServerName> serverName() {
        try {
            return HostNames.isAddress(host) ? Optional.empty() : Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException _) {
            // Such as one with an underscore: legal in the DNS, not in this extension.
            return Optional.empty();
        }
    }

    private static NamedFault named(Refusal refusal, IOException failed) {
        return new NamedFault(refusal.fault(), Optional.of(refusal.certificate()), refusal.detail(), failed);
    }
}
