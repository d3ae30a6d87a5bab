package waybill.ui.sending;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import waybill.ui.Context;
import waybill.ui.destination.StorageText;

/** Says why nothing is sent while outcomes cannot be stored, what to do, and tries again; takes no room otherwise. */
public final class FaultBanner extends HBox {
    private final Context context;
    private final SendingModel model;
    private final Label text = new Label();

    public FaultBanner(Context context, SendingModel model) {
        this.context = context;
        this.model = model;
        setId("faultBanner");
        getStyleClass().add("banner");
        text.setId("faultText");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        setHgrow(text, Priority.ALWAYS);
        var tryAgain = new Button(context.text("fault.tryAgain"));
        tryAgain.setId("faultRetryButton");
        tryAgain.setMinWidth(Region.USE_PREF_SIZE);
        tryAgain.setOnAction(_ -> model.tryAgain());
        getChildren().setAll(text, tryAgain);
        model.statusProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    private void refresh() {
        var fault = model.status().fault();
        fault.ifPresent(why -> text
                .setText(context.text("sending.fault", new StorageText(context.messages()).reason(why))));
        setVisible(fault.isPresent());
        setManaged(fault.isPresent());
    }
}
