package waybill.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import waybill.destination.Destination;

/** A test of a destination, registered or only typed: a delivery with a fixed body, made once. */
public final class EndpointTest {
    private final RequestSigner signer;
    private final Transport transport;
    private final InstantSource clock;
    private final RandomGenerator random;

    public EndpointTest(RequestSigner signer, Transport transport, InstantSource clock, RandomGenerator random) {
        this.signer = signer;
        this.transport = transport;
        this.clock = clock;
        this.random = random;
    }

    /** What was sent, and what became of it. */
    public record Result(OutgoingRequest sent, Outcome outcome, Instant at) {}

    /** The request a test would send now; each call has an id and a time stamp of its own. */
    public OutgoingRequest preview(Destination destination) {
        throw new UnsupportedOperationException("to be written " + signer + transport + clock + random);
    }

    /** Blocks until there is an outcome. */
    public Result run(Destination destination, Transport.Terms terms) {
        throw new UnsupportedOperationException("to be written");
    }
}
