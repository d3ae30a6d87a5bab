package waybill.ui.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import waybill.platform.Settings;
import waybill.ui.Background;
import waybill.ui.Context;
import waybill.ui.Messages;
import waybill.ui.Questions;
import waybill.ui.Theme;
import waybill.ui.Views;

/**
 * Prints how long it takes from a key in the payload editor to the frame that shows it laid out, against a plain text area of
 * the toolkit with the same text, taking turns. Needs a display, or {@code -Dglass.platform=Headless}.
 */
public final class EditorBenchmark {
    private static final int KEYS = 30;
    private static final int WARM_UP = 10;
    private static final int LINES = 18_000;
    private static final int TARGET_MS = 50;
    /** So that what follows a key, such as the look whether this is JSON, falls between two keys. */
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(250);
    private static final double NANOS_IN_MS = 1e6;

    private EditorBenchmark() {}

    public static void main(String[] args) throws Exception {
        var ready = new CountDownLatch(1);
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            new Theme(() -> Settings.Theme.LIGHT).apply();
            ready.countDown();
        });
        ready.await();
        measure("short lines", IntStream.range(0, LINES)
                .mapToObj(i -> "  {\"policy\": \"AUTO-%08d\", \"premium\": %d.50}".formatted(i, i))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        measure("the longest lines that are wrapped", IntStream.range(0, Payload.MOST_EDITED / PayloadArea.LONGEST_WRAPPED - 1)
                .mapToObj(_ -> "\"" + "12345, ".repeat((PayloadArea.LONGEST_WRAPPED - 3) / 7) + "\"")
                .collect(Collectors.joining(",\n", "[", "]\n")));
        measure("one line", "[" + "12345, ".repeat(Payload.MOST_EDITED / 7 - 1) + "1]");
        Platform.exit();
    }

    private static void measure(String kindOfText, String text) throws InterruptedException {
        var places = new EnumMap<Kind, Place>(Kind.class);
        var times = new EnumMap<Kind, List<Double>>(Kind.class);
        for (Kind kind : Kind.values()) {
            places.put(kind, new Place(text, kind));
            times.put(kind, new ArrayList<>());
        }
        for (int i = -WARM_UP; i < KEYS; i++) {
            for (Kind kind : Kind.values()) {
                double time = places.get(kind).types();
                if (i >= 0) {
                    times.get(kind).add(time);
                }
            }
        }
        places.values().forEach(Place::close);
        System.out.printf("A key to its frame, in %,d characters of %s; target at most %d ms%n", text.length(), kindOfText,
                TARGET_MS);
        times.forEach((kind, all) -> System.out.printf("  %-24s %s%n", kind.words, inWords(all)));
    }

    private enum Kind {
        EDITOR("editor"), FINDING("editor with its find bar"), PLAIN("plain text area");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static String inWords(List<Double> times) {
        var sorted = times.stream().sorted().toList();
        return "%.1f ms (%.1f to %.1f)".formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    /** A window with a text whose middle is typed in. */
    private static final class Place {
        private Node typedIn;
        private Runnable fill = () -> {};
        private Scene scene;

        Place(String text, Kind kind) throws InterruptedException {
            var shown = new CountDownLatch(1);
            Platform.runLater(() -> {
                scene = new Scene(kind == Kind.PLAIN ? plain(text) : editor(text), 1000, 700);
                var stage = new Stage();
                stage.setScene(scene);
                stage.show();
                fill.run();
                if (kind == Kind.FINDING) {
                    seeks("AUTO");
                }
                typedIn.requestFocus();
                shown.countDown();
            });
            shown.await();
        }

        private Parent editor(String text) {
            var messages = new Messages(Locale.ENGLISH);
            var background = new Background(Throwable::printStackTrace, Throwable::printStackTrace);
            var context = new Context(messages, new Views(messages), background, new Questions(messages));
            var editor = new PayloadEditor(context);
            var view = context.views().load(editor);
            view.getStylesheets().add("/css/waybill.css");
            typedIn = editor.area();
            fill = () -> {
                editor.area().show(text);
                editor.area().moveTo(text.length() / 2);
                editor.area().requestFollowCaret();
            };
            return view;
        }

        private Parent plain(String text) {
            var area = new TextArea();
            typedIn = area;
            fill = () -> {
                area.setText(text);
                area.positionCaret(text.length() / 2);
            };
            return area;
        }

        private void seeks(String sought) {
            ((Button) scene.lookup("#findButton")).fire();
            ((TextField) scene.lookup("#findField")).setText(sought);
        }

        void close() {
            Platform.runLater(scene.getWindow()::hide);
        }

        /** Milliseconds from the key to the end of the layout that it causes. */
        double types() throws InterruptedException {
            Thread.sleep(BETWEEN_KEYS);
            var seen = new CountDownLatch(1);
            long[] times = new long[2];
            Platform.runLater(() -> {
                scene.addPostLayoutPulseListener(new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        times[1] = System.nanoTime();
                        seen.countDown();
                    }
                });
                times[0] = System.nanoTime();
                Event.fireEvent(typedIn, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT1, false, false, false, false));
                Event.fireEvent(typedIn,
                        new KeyEvent(KeyEvent.KEY_TYPED, "1", "1", KeyCode.UNDEFINED, false, false, false, false));
                Platform.requestNextPulse();
            });
            seen.await();
            return (times[1] - times[0]) / NANOS_IN_MS;
        }
    }
}
