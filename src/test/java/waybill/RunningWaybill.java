package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.TimeoutException;

import javafx.stage.Stage;
import javafx.stage.Window;

import org.testfx.api.FxToolkit;

import waybill.platform.AppPaths;

/** The whole application in this process, with windows nobody sees. Fails where no toolkit starts. */
final class RunningWaybill implements AutoCloseable {
    private final AppPaths paths;
    private final Wiring wiring;

    private RunningWaybill(AppPaths paths, Wiring wiring) {
        this.paths = paths;
        this.wiring = wiring;
    }

    static RunningWaybill start(AppPaths paths, Desktop desktop) {
        try {
            FxToolkit.registerPrimaryStage();
            var stage = FxToolkit.registerStage(Stage::new);
            return WindowThread.call(() -> {
                paths.create();
                var wiring = new Wiring(paths, stage, desktop);
                wiring.show();
                return new RunningWaybill(paths, wiring);
            });
        } catch (TimeoutException failure) {
            throw new AssertionError("no toolkit starts", failure);
        }
    }

    /** Closes every window and what stands behind them; nothing may have gone wrong unseen. */
    @Override
    public void close() {
        WindowThread.run(() -> {
            Screen.windows().forEach(Window::hide);
            wiring.close();
        });
        assertThat(logged()).as("the log of unexpected errors").isEmpty();
    }

    private String logged() {
        try {
            return Files.exists(paths.log()) ? Files.readString(paths.log()) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
