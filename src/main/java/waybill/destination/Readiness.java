package waybill.destination;

import java.time.Instant;
import java.util.Optional;

/** What the last test or delivery said of the destination, and when. */
public record Readiness(State state, Optional<Instant> at) {
    /** The words of the destination page. */
    public enum State {
        NOT_TESTED, READY, FAILING, ON_HOLD
    }

    public static Readiness notTested() {
        return new Readiness(State.NOT_TESTED, Optional.empty());
    }

    public static Readiness of(State state, Instant at) {
        return new Readiness(state, Optional.of(at));
    }
}
