package waybill.ui;

import javafx.scene.Scene;
import javafx.stage.Stage;

/** What every window of the application has: our stylesheet and our icon. */
public final class Windows {
    private Windows() {}

    public static void prepare(Stage stage, Scene scene) {
        Stylesheet.addTo(scene.getRoot());
        stage.setScene(scene);
    }
}
