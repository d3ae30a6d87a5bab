package waybill.ui;

import java.util.Objects;

import javafx.scene.Parent;

/** The application's own stylesheet, on top of the theme. */
final class Stylesheet {
    private static final String LOCATION = Objects.requireNonNull(Stylesheet.class.getResource("/css/waybill.css"))
            .toExternalForm();

    private Stylesheet() {}

    static void addTo(Parent root) {
        root.getStylesheets().add(LOCATION);
    }
}
