package waybill.store;

import java.util.List;
import java.util.Optional;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.HeaderName;
import waybill.destination.PracticeIdentity;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;
import waybill.destination.TrustedCertificates;

/** Destinations to store. */
final class Destinations {
    private Destinations() {}

    static Destination bearer(String token) {
        return with(new Auth.Bearer(Secret.of(token)));
    }

    static Destination with(Auth auth) {
        return new Destination(EndpointUrl.of("https://hooks.example.com/in?tenant=7"), auth);
    }

    /** One of each auth type, with the given text as its secret. */
    static List<Auth> everyAuth(String secret) {
        return List.of(new Auth.None(),
                new Auth.HmacSha256(new HeaderName("X-Signature"), Secret.of(secret), SignatureFormat.HEX.withPrefix("sha256=")),
                new Auth.Basic("jörg", Secret.of(secret)), new Auth.Bearer(Secret.of(secret)),
                new Auth.ApiKey("key", Secret.of(secret), Auth.Placement.QUERY));
    }

    static Destination practice(String token, String privateKey) {
        return new Destination(EndpointUrl.of("https://127.0.0.1:4443/"), new Auth.Bearer(Secret.of(token)),
                new TrustedCertificates(List.of(TestCertificate.selfSigned())),
                Optional.of(new PracticeIdentity(4443, Secret.of(privateKey), TestCertificate.selfSigned())));
    }
}
