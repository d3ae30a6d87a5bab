package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.HeaderName;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;

/** What the tests of this package sign and send. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-24T10:15:30.900Z");
    static final MessageId ID = new MessageId("msg_0123456789ABCDEFGHJKMNPQRS");
    static final RequestSigner SIGNER = new RequestSigner(InstantSource.fixed(NOW), "0.1.0");

    private Samples() {}

    static EndpointUrl url(String path, Optional<String> query) {
        return new EndpointUrl("https://api.example.com" + path + query.map(q -> "?" + q).orElse(""), "api.example.com", 443,
                path, query);
    }

    static EndpointUrl url() {
        return url("/hooks", Optional.empty());
    }

    static Message message(String body) {
        return message(body.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(byte[] body) {
        return new Message(ID, body);
    }

    static OutgoingRequest signed(Auth auth, String body) {
        return SIGNER.sign(message(body), new Destination(url(), auth), Trigger.TEST, 1);
    }

    static Auth hmac(String header, String secret, SignatureFormat format) {
        return new Auth.HmacSha256(new HeaderName(header), Secret.of(secret), format);
    }

    static Auth basic(String username, String password) {
        return new Auth.Basic(username, Secret.of(password));
    }

    static Auth bearer(String token) {
        return new Auth.Bearer(Secret.of(token));
    }

    static Auth keyInHeader(String name, String value) {
        return new Auth.ApiKey(name, Secret.of(value), Auth.Placement.HEADER);
    }

    static Auth keyInQuery(String name, String value) {
        return new Auth.ApiKey(name, Secret.of(value), Auth.Placement.QUERY);
    }
}
