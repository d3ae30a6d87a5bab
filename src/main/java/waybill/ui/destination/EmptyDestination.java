package waybill.ui.destination;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.stage.Window;

/** What the page shows while nothing is registered. */
public final class EmptyDestination {
    private final DestinationPopup popup;
    private final PracticeStart practice;

    @FXML private Parent root;

    /** @param practice what may be asked of the practice receiver */
    public EmptyDestination(DestinationPopup popup, PracticeStart practice) {
        this.popup = popup;
        this.practice = practice;
    }

    @FXML
    private void register() {
        popup.register(window());
    }

    @FXML
    private void practice() {
        practice.startAndRegister(window());
    }

    private Window window() {
        return root.getScene().getWindow();
    }
}
