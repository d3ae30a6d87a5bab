package waybill.ui.destination;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.stage.Window;

import waybill.destination.Destination;

/** What the destination page may ask of the practice receiver. */
public interface PracticeStart {
    ReadOnlyBooleanProperty runningProperty();

    /** Starts it if it does not run, then opens the popup with its URL. */
    void startAndRegister(Window owner);

    /** Starts it again as it was registered with {@code destination}; does nothing with any other destination. */
    void startAgain(Window owner, Destination destination);
}
