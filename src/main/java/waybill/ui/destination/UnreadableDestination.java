package waybill.ui.destination;

import java.util.function.Consumer;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.stage.Window;

import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.ui.Context;

/** Says why what is registered cannot be read, and what can be done. */
public final class UnreadableDestination {
    private final Context context;
    private final DestinationModel model;
    private final Consumer<Window> setAside;
    private final Throwable failure;

    @FXML private Parent root;
    @FXML private Label text;
    @FXML private Node setAsideButton;

    /** @param setAside asks whether to begin with a new vault, the files of this one renamed */
    public UnreadableDestination(Context context, DestinationModel model, Consumer<Window> setAside, Throwable failure) {
        this.context = context;
        this.model = model;
        this.setAside = setAside;
        this.failure = failure;
    }

    @FXML
    private void initialize() {
        text.setText(new StorageText(context.messages()).ofReading(failure));
        boolean isDamaged = failure instanceof StorageException storage && storage.fault() == Fault.DAMAGED;
        setAsideButton.setVisible(isDamaged);
        setAsideButton.setManaged(isDamaged);
    }

    @FXML
    private void retry() {
        model.load(() -> {});
    }

    @FXML
    private void setAside() {
        setAside.accept(root.getScene().getWindow());
    }
}
