package waybill.delivery;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import waybill.destination.Auth;
import waybill.destination.Destination;

/**
 * Makes the request of one attempt: the default headers, then what the auth type asks for. Pure but for the clock: the same
 * message, destination and instant give the same request.
 */
public final class RequestSigner {
    static final String TIMESTAMP = "webhook-timestamp";
    static final String AUTHORIZATION = "Authorization";

    private final InstantSource clock;
    private final String version;

    /**
     * @param clock for {@code webhook-timestamp}
     * @param version for the User-Agent, such as {@code 0.1.0}
     */
    public RequestSigner(InstantSource clock, String version) {
        this.clock = clock;
        this.version = version;
    }

    /**
     * Signs the exact bytes that will be sent; call it anew for each attempt.
     *
     * @param attempt 1 for the first
     * @throws IllegalArgumentException never for a destination that passed the draft's check
     */
    public OutgoingRequest sign(Message message, Destination destination, Trigger trigger, int attempt) {
        var url = destination.url();
        var request = new OutgoingRequest(url, new OutgoingRequest.Target(url.target()),
                defaultHeaders(message, trigger, attempt),
                message.body(), Optional.empty());
        for (var credential : credentials(destination.auth())) {
            request = credential.addTo(request);
        }
        return request;
    }

    /** What {@code auth} adds to a request; the one place that knows the auth types' forms. */
    static List<Credential> credentials(Auth auth) {
        return switch (auth) {
            case Auth.None() -> List.of();
            case Auth.HmacSha256(var header, var secret, var format) -> List
                    .of(Credential.inHeader(header.text(), new Part.Signature("signing secret", secret, format)));
            case Auth.Basic(var username, var password) -> List.of(Credential.inHeader(AUTHORIZATION, new Part.Literal("Basic "),
                    new Part.Base64Of(List.of(new Part.Literal(username + ":"), new Part.Plain("password", password)))));
            case Auth.Bearer(var token) -> List
                    .of(Credential.inHeader(AUTHORIZATION, new Part.Literal("Bearer "), new Part.Plain("token", token)));
            case Auth.ApiKey(var name, var value, var placement) -> List
                    .of(new Credential(placement, name, List.of(new Part.Plain("API key", value))));
        };
    }

    /** Standard Webhooks names the two that begin with webhook, the IETF's httpapi draft the Idempotency-Key. */
    private List<HeaderField> defaultHeaders(Message message, Trigger trigger, int attempt) {
        String id = message.id().text();
        return List.of(new HeaderField("Content-Type", "application/json"), new HeaderField("User-Agent", "Waybill/" + version),
                new HeaderField("webhook-id", id),
                new HeaderField(TIMESTAMP, Long.toString(clock.instant().getEpochSecond())),
                new HeaderField("Idempotency-Key", id), new HeaderField("Waybill-Attempt", Integer.toString(attempt)),
                new HeaderField("Waybill-Trigger", trigger.headerValue()));
    }
}
