package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import waybill.destination.AuthType;
import waybill.destination.DestinationDraft;
import waybill.fuzz.Edits;

/** Certificates as a server may send them, or a file may hold them. */
public final class HostileChain {
    private static final Set<TrustAnchor> ANCHORS = Set.of(new TrustAnchor(Exchanges.ROOT.certificate(), null));

    private HostileChain() {}

    /** Only what the authority signed is trusted; all else is refused with a reason. */
    public static void isNotTrusted(ByteBuffer edits) throws GeneralSecurityException {
        boolean isPem = edits.hasRemaining() && edits.get() % 2 != 0;
        byte[] changed = Edits.apply(edits, Exchanges.GOOD.certificate().getEncoded());
        if (isPem) {
            String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(changed)
                    + "\n-----END CERTIFICATE-----\n";
            new DestinationDraft("https://example.com/", AuthType.DEFAULT, Map.of(), pem, Map.of(), List.of()).check();
        }
        Optional<X509Certificate> read = read(changed);
        if (read.isPresent() && isTrusted(read.get())) {
            assertThat(read.get().getTBSCertificate()).isEqualTo(Exchanges.GOOD.certificate().getTBSCertificate());
        }
    }

    private static Optional<X509Certificate> read(byte[] der) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException _) {
            return Optional.empty();
        }
    }

    private static boolean isTrusted(X509Certificate certificate) throws GeneralSecurityException {
        var judge = new RecordingTrustManager(ANCHORS, "localhost");
        try (var socket = new Socket()) {
            judge.checkServerTrusted(new X509Certificate[]{certificate, Exchanges.ROOT.certificate()}, "ECDHE_ECDSA", socket);
            return true;
        } catch (CertificateException _) {
            assertThat(judge.refusal()).isPresent();
            return false;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
