package waybill.ui.destination;

import java.time.InstantSource;
import java.util.Optional;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

import waybill.delivery.Hold;
import waybill.destination.Readiness;

/**
 * What the page says of the destination besides what its tests brought.
 *
 * @param clock for how long ago something was
 * @param hold why nothing is sent, while it is on hold
 * @param holdBanner says so and releases it; takes no room otherwise
 */
public record Standing(InstantSource clock, ObservableValue<Optional<Hold>> hold, Node holdBanner) {
    /** A hold counts more than what was seen before it. */
    Readiness of(Readiness tested) {
        return hold.getValue().map(why -> Readiness.of(Readiness.State.ON_HOLD, why.since())).orElse(tested);
    }
}
