package waybill.delivery;

import java.time.InstantSource;

import waybill.destination.Destination;

/**
 * Makes the request of one attempt: the default headers, then what the auth type asks for. Pure but for the clock: the same
 * message, destination and instant give the same request.
 */
public final class RequestSigner {
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
        throw new UnsupportedOperationException("to be written " + clock + version);
    }
}
