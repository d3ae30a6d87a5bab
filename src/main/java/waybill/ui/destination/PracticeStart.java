package waybill.ui.destination;

import java.util.Optional;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.stage.Window;

import waybill.destination.Destination;
import waybill.destination.PracticeIdentity;

/** What the destination page may ask of the practice receiver. */
public interface PracticeStart {
    /** What it runs with; empty while it does not run. */
    ReadOnlyObjectProperty<Optional<PracticeIdentity>> runningProperty();

    /** Starts it if it does not run, then opens the popup with its URL. */
    void startAndRegister(Window owner);

    /** Starts it again as it was registered with {@code destination}; does nothing with any other destination. */
    void startAgain(Window owner, Destination destination);
}
