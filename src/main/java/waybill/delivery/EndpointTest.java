package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

import waybill.destination.Destination;
import waybill.destination.Readiness;

/** A test of a destination, registered or only typed: a delivery with a fixed body, made once. */
public final class EndpointTest {
    /** What every test sends, in UTF-8. An endpoint can tell it by its type and should answer 2xx without acting on it. */
    public static final String BODY = "{\"type\":\"waybill.test\",\"data\":{\"message\":\"This is a test. Nothing has happened.\"}}";

    private final RequestSigner signer;
    private final Transport transport;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param clock for {@link Result#at}; the signer's own stamps the request
     * @param random for message ids; a {@link java.security.SecureRandom}
     */
    public EndpointTest(RequestSigner signer, Transport transport, InstantSource clock, RandomGenerator random) {
        this.signer = signer;
        this.transport = transport;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What was sent, and what became of it.
     *
     * @param at when the test began
     */
    public record Result(OutgoingRequest sent, Outcome outcome, Instant at) {
        /** What the test says of the destination; empty if it was cancelled, which says nothing. */
        public Optional<Readiness> readiness() {
            return outcome.readiness().map(state -> Readiness.of(state, at));
        }
    }

    /** The request a test would send now; each call has an id and a time stamp of its own. */
    public OutgoingRequest preview(Destination destination) {
        var message = new Message(MessageId.next(random), BODY.getBytes(StandardCharsets.UTF_8));
        return signer.sign(message, destination, Trigger.TEST, 1);
    }

    /** Blocks until there is an outcome. */
    public Result run(Destination destination, Transport.Terms terms) {
        Instant at = clock.instant();
        var request = preview(destination);
        return new Result(request, transport.send(request, terms), at);
    }
}
