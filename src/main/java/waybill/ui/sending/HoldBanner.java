package waybill.ui.sending;

import java.time.InstantSource;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import waybill.ui.Context;

/** Says why nothing is sent while the destination is on hold, and releases it; takes no room otherwise. */
public final class HoldBanner extends HBox {
    private final SendingModel model;
    private final SendingText words;
    private final InstantSource clock;
    private final Label text = new Label();

    public HoldBanner(Context context, SendingModel model, InstantSource clock) {
        this.model = model;
        this.clock = clock;
        words = new SendingText(context.messages());
        setId("holdBanner");
        getStyleClass().add("banner");
        text.setId("holdText");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        setHgrow(text, Priority.ALWAYS);
        var release = new Button(context.text("hold.release"));
        release.setId("releaseButton");
        release.setMinWidth(Region.USE_PREF_SIZE);
        release.setOnAction(_ -> model.release());
        getChildren().setAll(text, release);
        model.statusProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    private void refresh() {
        var hold = model.status().hold();
        hold.ifPresent(why -> text.setText(words.of(why, clock.instant())));
        setVisible(hold.isPresent());
        setManaged(hold.isPresent());
    }
}
