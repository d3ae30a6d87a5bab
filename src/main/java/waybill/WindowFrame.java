package waybill;

import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

import waybill.platform.WindowPlace;
import waybill.ui.Windows;
import waybill.ui.settings.SettingsModel;

/** The main window's size and place: as it was left, where that is still on a screen. */
final class WindowFrame {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 700;
    private static final double LEAST_WIDTH = 720;
    private static final double LEAST_HEIGHT = 520;

    private final Stage stage;
    private final SettingsModel settings;
    private final StartupReport report;

    WindowFrame(Stage stage, SettingsModel settings, StartupReport report) {
        this.stage = stage;
        this.settings = settings;
        this.report = report;
    }

    void show(Parent root, String title) {
        Windows.prepare(stage, new Scene(root, WIDTH, HEIGHT));
        stage.setTitle(title);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        settings.settings().window().filter(WindowFrame::isOnAScreen).ifPresentOrElse(this::restore, this::centre);
        stage.setOnHiding(_ -> remember());
        root.applyCss();
        report.note("css");
        stage.show();
        report.note("shown");
    }

    /** Said outright: left to itself, a window that is slow to appear has been put with its title bar above the screen. */
    private void centre() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setX(screen.getMinX() + Math.max(0, screen.getWidth() - WIDTH) / 2);
        stage.setY(screen.getMinY() + Math.max(0, screen.getHeight() - HEIGHT) / 3);
    }

    private void restore(WindowPlace place) {
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(Math.max(LEAST_WIDTH, place.width()));
        stage.setHeight(Math.max(LEAST_HEIGHT, place.height()));
        stage.setMaximized(place.maximised());
    }

    private void remember() {
        if (stage.isMaximized()) {
            settings.settings().window().ifPresent(before -> settings.change(now -> now.withWindow(
                    new WindowPlace(before.x(), before.y(), before.width(), before.height(), true))));
        } else if (!stage.isIconified()) {
            settings.change(now -> now
                    .withWindow(new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false)));
        }
    }

    /** Enough of it to be seen and dragged. */
    private static boolean isOnAScreen(WindowPlace place) {
        var middleOfTheTop = new Rectangle2D(place.x() + place.width() / 2 - 50, place.y(), 100, 1);
        return Screen.getScreens().stream().anyMatch(screen -> screen.getVisualBounds().intersects(middleOfTheTop));
    }
}
