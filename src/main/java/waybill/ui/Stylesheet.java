package waybill.ui;

import java.util.Objects;

import javafx.scene.Parent;
import javafx.scene.Scene;

/** The application's own stylesheet, on top of the theme. */
final class Stylesheet {
    private static final String LOCATION = Objects.requireNonNull(Stylesheet.class.getResource("/css/waybill.css"))
            .toExternalForm();

    private Stylesheet() {}

    /** Popups take their looks from the scene of the window that owns them, not from its root. */
    static void addForPopups(Scene scene) {
        if (!scene.getStylesheets().contains(LOCATION)) {
            scene.getStylesheets().add(LOCATION);
        }
    }

    static void addTo(Parent root) {
        root.getStylesheets().add(LOCATION);
    }
}
