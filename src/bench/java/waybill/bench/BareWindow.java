package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;

import waybill.platform.ProcessAge;

/** The yardstick of start and memory: a window with one button, which reports its first frame as Waybill does. */
public final class BareWindow extends Application {
    /** Set to {@code true}, has the window close by itself after its first frame, as making an AOT cache needs. */
    static final String ENDS_PROPERTY = "waybill.bench.ends";

    @Override
    public void start(Stage stage) {
        var scene = new Scene(new Button("One button"), 1000, 700);
        stage.setScene(scene);
        stage.show();
        scene.addPostLayoutPulseListener(new Runnable() {
            private int pulses;

            @Override
            public void run() {
                pulses++;
                if (pulses == 2) {
                    scene.removePostLayoutPulseListener(this);
                    report();
                    if (Boolean.getBoolean(ENDS_PROPERTY)) {
                        Platform.exit();
                    }
                } else {
                    Platform.requestNextPulse();
                }
            }
        });
        Platform.requestNextPulse();
    }

    private static void report() {
        try {
            Files.writeString(Path.of(System.getProperty("waybill.startup")), "window=" + ProcessAge.now().toMillis() + "\n");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A class of its own, because the JVM takes a main class that is an Application only with JavaFX in modules. */
    static final class Start {
        private Start() {}

        public static void main(String[] args) {
            launch(BareWindow.class, args);
        }
    }
}
