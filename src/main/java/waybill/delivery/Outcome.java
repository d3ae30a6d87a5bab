package waybill.delivery;

import java.util.Optional;

import waybill.destination.Readiness;

/** What became of one attempt. */
public sealed interface Outcome {
    /** The status that holds a destination. */
    int GONE = 410;

    Timings timings();

    /** A status of 200 to 299. */
    record Delivered(Answer answer, Timings timings) implements Outcome {}

    /**
     * A status of 300 to 399. Never followed: that would carry credentials to another host.
     *
     * @param location the Location header as sent, where there was one
     */
    record Redirected(Answer answer, Optional<String> location, Timings timings) implements Outcome {}

    /** Any other status. */
    record Rejected(Answer answer, Timings timings) implements Outcome {}

    /**
     * No answer.
     *
     * @param certificate the endpoint's certificate, for the certificate faults
     * @param detail the technical reason, to be opened and copied; has no secret in it
     */
    record Unreachable(Fault fault, Optional<ServerCertificate> certificate, String detail, Timings timings) implements Outcome {}

    /** The person cancelled it; the endpoint may or may not have received the request. */
    record Cancelled(Timings timings) implements Outcome {}

    /** The answer, where there was one. */
    default Optional<Answer> received() {
        return switch (this) {
            case Delivered(var answer, var _) -> Optional.of(answer);
            case Redirected(var answer, var _, var _) -> Optional.of(answer);
            case Rejected(var answer, var _) -> Optional.of(answer);
            case Unreachable _,Cancelled _ -> Optional.empty();
        };
    }

    /** What the attempt says of the destination; empty if it was cancelled, which says nothing. */
    default Optional<Readiness.State> readiness() {
        return switch (this) {
            case Delivered _ -> Optional.of(Readiness.State.READY);
            case Redirected _,Rejected _,Unreachable _ -> Optional.of(Readiness.State.FAILING);
            case Cancelled _ -> Optional.empty();
        };
    }

    /**
     * Whether nothing more is to be sent until a person releases the destination: it answered 410, which RFC 9110 §15.5.11
     * calls gone for good.
     */
    default boolean holdsDestination() {
        return this instanceof Rejected(var answer, var _) && answer.status() == GONE;
    }
}
