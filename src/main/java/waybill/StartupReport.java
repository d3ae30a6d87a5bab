package waybill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import javafx.application.Platform;
import javafx.scene.Scene;

import waybill.platform.ProcessAge;

/**
 * Notes when each stage of the start was reached, in milliseconds since the process began, one {@code stage=ms} a line in the
 * file that {@code -Dwaybill.startup=<file>} names. With {@code -Dwaybill.startup.end=<stage>} the application ends by itself
 * once it got that far, which packaging needs. Without these properties it does nothing.
 */
final class StartupReport {
    private static final String PROPERTY = "waybill.startup";
    private static final String END_PROPERTY = "waybill.startup.end";

    private final Optional<Path> file;
    private final Optional<String> end;

    private StartupReport(Optional<Path> file, Optional<String> end) {
        this.file = file;
        this.end = end;
    }

    static StartupReport ofThisProcess() {
        return new StartupReport(Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of),
                Optional.ofNullable(System.getProperty(END_PROPERTY)));
    }

    /** On any thread. */
    void note(String stage) {
        file.ifPresent(path -> append(path, stage));
        end.filter(stage::equals).ifPresent(_ -> Platform.exit());
    }

    /** Notes {@code stage} once {@code scene}, which was just shown, has been laid out and its first frame handed on. */
    void noteFirstFrame(Scene scene, String stage, Runnable then) {
        scene.addPostLayoutPulseListener(new Runnable() {
            private int pulses;

            @Override
            public void run() {
                pulses++;
                if (pulses == 2) {
                    scene.removePostLayoutPulseListener(this);
                    note(stage);
                    then.run();
                } else {
                    Platform.requestNextPulse();
                }
            }
        });
        Platform.requestNextPulse();
    }

    private static void append(Path path, String stage) {
        String line = stage + "=" + ProcessAge.now().toMillis() + "\n";
        try {
            Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
