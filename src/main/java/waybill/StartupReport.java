package waybill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import javafx.scene.Scene;

import waybill.platform.ProcessAge;

/**
 * Notes when each stage of the start was reached, in milliseconds since the process began, one {@code stage=ms} a line in the
 * file that {@code -Dwaybill.startup=<file>} names. Without that property it does nothing.
 */
final class StartupReport {
    private static final String PROPERTY = "waybill.startup";

    private final Optional<Path> file;

    StartupReport() {
        file = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    void note(String stage) {
        file.ifPresent(path -> append(path, stage));
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
                    javafx.application.Platform.requestNextPulse();
                }
            }
        });
        javafx.application.Platform.requestNextPulse();
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
