package waybill.ui;

import java.util.List;

import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** What every window of the application has: our stylesheet and our icon. */
public final class Windows {
    private static final List<String> ICONS = List.of("16", "32", "48", "128", "256");

    private Windows() {}

    public static void prepare(Stage stage, Scene scene) {
        Stylesheet.addTo(scene.getRoot());
        stage.setScene(scene);
        stage.getIcons().setAll(ICONS.stream().map(size -> new Image("/icons/waybill-" + size + ".png", true)).toList());
    }
}
