package waybill;

import java.util.Locale;
import java.util.Optional;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

import waybill.platform.AppPaths;
import waybill.platform.InstanceLock;
import waybill.platform.Settings;
import waybill.ui.Messages;
import waybill.ui.Questions;
import waybill.ui.Theme;

/** The application as the toolkit starts it. */
public final class WaybillApp extends Application {
    /** The toolkit makes the application from its class alone, so what the process claimed before is handed over here. */
    private static Optional<Claimed> handedOver = Optional.empty();

    private AppPaths paths;
    private Runnable closing = () -> {};

    /** A data folder, and what came of claiming it. */
    private record Claimed(AppPaths paths, InstanceLock.Claim claim) {
        /** For a start that went past {@link Main}. */
        static Claimed now() {
            var paths = AppPaths.ofThisProcess();
            return new Claimed(paths, InstanceLock.claim(paths));
        }
    }

    static void prepare(AppPaths paths, InstanceLock.Claim claim) {
        handedOver = Optional.of(new Claimed(paths, claim));
    }

    @Override
    public void start(Stage stage) {
        Claimed claimed = handedOver.orElseGet(Claimed::now);
        handedOver = Optional.empty();
        paths = claimed.paths();
        switch (claimed.claim()) {
            case InstanceLock.Claim.Acquired(var lock) -> open(stage, lock);
            case InstanceLock.Claim.ShownElsewhere() -> Platform.exit();
            case InstanceLock.Claim.OpenElsewhere() -> tell("instance.title", "instance.text", "");
            case InstanceLock.Claim.Refused(var reason, var detail) -> tell("instance.readOnly.title", switch (reason) {
                case READ_ONLY -> "instance.readOnly.text";
                case OTHER -> "instance.refused.text";
            }, detail);
        }
    }

    @Override
    public void stop() {
        closing.run();
    }

    private void open(Stage stage, InstanceLock lock) {
        StartupReport.ofThisProcess().note("toolkit");
        var wiring = new Wiring(paths, stage);
        closing = () -> {
            // The toolkit's own way to quit, as on macOS, comes here with the window still open, which has its place to store.
            stage.hide();
            lock.leave();
            wiring.close();
            lock.close();
        };
        lock.onShow(() -> Platform.runLater(wiring::bringToFront));
        wiring.show();
    }

    /** Says why there is no window; the process ends when the message is closed. */
    private void tell(String titleKey, String textKey, String detail) {
        // The preferences are in the folder that cannot be used.
        new Theme(() -> Settings.Theme.SYSTEM).apply();
        var messages = new Messages(Locale.getDefault());
        new Questions(messages).tell(messages.text(titleKey), messages.text(textKey, paths.home()), detail);
    }
}
