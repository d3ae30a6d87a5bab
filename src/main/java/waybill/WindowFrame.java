package waybill;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

import waybill.platform.WindowPlace;
import waybill.ui.Background;
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
    private final Background background;

    WindowFrame(Stage stage, SettingsModel settings, StartupReport report, Background background) {
        this.background = background;
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
        keepTitleInSight(stage.getX(), stage.getY());
    }

    /** On X11, a window manager that is slow may put the window's content, not its frame, into the corner of the screen. */
    private void keepTitleInSight(double x, double y) {
        stage.yProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Number> property, Number before, Number now) {
                if (!stage.isMaximized() && !stage.isFullScreen() && !isOnAScreen(place())) {
                    property.removeListener(this);
                    background.show(() -> {
                        stage.setX(x);
                        stage.setY(y);
                    });
                }
            }
        });
    }

    private WindowPlace place() {
        return new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    }

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
            settings.change(now -> now.withWindow(place()));
        }
    }

    /** Enough of it to be seen and dragged. */
    private static boolean isOnAScreen(WindowPlace place) {
        var middleOfTheTop = new Rectangle2D(place.x() + place.width() / 2 - 50, place.y(), 100, 1);
        return Screen.getScreens().stream().anyMatch(screen -> screen.getVisualBounds().intersects(middleOfTheTop));
    }
}
