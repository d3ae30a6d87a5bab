package waybill.bench;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.HeaderName;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;
import waybill.destination.TrustedCertificates;

/** The destination that is registered while figures are taken: signed, on loopback, with a certificate of its own. */
final class BenchDestination {
    static final Auth AUTH = new Auth.HmacSha256(new HeaderName("X-Signature"), Secret.of("only for the benchmark, nowhere else"),
            SignatureFormat.HEX.withPrefix("sha256="));

    private BenchDestination() {}

    static Destination at(String url, X509Certificate certificate) {
        return new Destination(EndpointUrl.of(url), AUTH, new TrustedCertificates(List.of(certificate)), Optional.empty());
    }
}
