package waybill.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

import waybill.Main;
import waybill.platform.AppPaths;
import waybill.store.FilledLog;

/**
 * Prints how long it takes from a key in the search field of the Deliveries page to the frame in which what it finds is laid out,
 * in the whole application with a million messages in its log. 250 ms of it are the pause in which the next key may come.
 * {@code -Dwaybill.bench.home} keeps the filled log for another run. Needs a display, or {@code -Dglass.platform=Headless}.
 */
public final class SearchBenchmark {
    private static final int LOGGED = Integer.getInteger("waybill.bench.logged", 1_000_000);
    private static final int AT_ONCE = 5_000;
    private static final String PASSPHRASE = "four words in a row";
    private static final int WARM_UP = 3;
    private static final int KEYS = 20;
    private static final double NANOS_IN_MS = 1e6;

    private SearchBenchmark() {}

    public static void main(String[] args) throws Exception {
        Optional<Path> kept = Optional.ofNullable(System.getProperty("waybill.bench.home")).map(Path::of);
        Path home = kept.isPresent() ? kept.get() : Files.createTempDirectory("wbs").resolve("home");
        if (!Files.exists(home)) {
            fill(home);
        }
        System.setProperty(AppPaths.HOME_PROPERTY, home.toString());
        Thread.ofPlatform().daemon().start(() -> Main.main(new String[0]));
        unlocks();
        long begin = System.nanoTime();
        clicks("showDeliveries");
        awaitsCount("messages");
        print("the page after the vault was opened, with its count", List.of(millis(begin, System.nanoTime())));
        fills("deliverySearch", "old ");
        awaitsCount(" of ");
        var times = new ArrayList<Double>();
        for (int i = -WARM_UP; i < KEYS; i++) {
            double narrower = keyToFrame(String.valueOf(Math.floorMod(i, 8) + 1));
            double wider = keyToFrame("");
            if (i >= 0) {
                times.addAll(List.of(narrower, wider));
            }
        }
        print("a key in the search field to its frame", times);
        if (kept.isEmpty()) {
            Folders.delete(home.getParent());
        }
        System.exit(0);
    }

    private static void fill(Path home) {
        try (var filled = FilledLog.create(home, PASSPHRASE)) {
            filled.at(Instant.now());
            for (int done = 0; done < LOGGED; done += AT_ONCE) {
                filled.deliveredMany("old " + done / AT_ONCE, AT_ONCE);
            }
            filled.tidy();
        }
    }

    private static void unlocks() throws Exception {
        Nodes.await("unlockButton");
        fills("passphraseField", PASSPHRASE);
        clicks("unlockButton");
        Nodes.await("registerButton");
    }

    private static void fills(String id, String text) throws Exception {
        Nodes.await(id);
        Nodes.onWindowThread(() -> {
            ((TextInputControl) Nodes.find(id).orElseThrow()).setText(text);
            return true;
        });
    }

    private static void clicks(String id) throws Exception {
        Nodes.await(id);
        Nodes.onWindowThread(() -> {
            ((ButtonBase) Nodes.find(id).orElseThrow()).fire();
            return true;
        });
    }

    private static void awaitsCount(String part) throws Exception {
        Nodes.await("the count of messages",
                () -> Nodes.find("deliveryCount").map(node -> ((Label) node).getText()).filter(text -> text.contains(part)));
    }

    /** @param typed nothing for the key that takes back the one before */
    private static double keyToFrame(String typed) throws InterruptedException {
        var seen = new CountDownLatch(1);
        long[] times = new long[2];
        Platform.runLater(() -> {
            Scene scene = Window.getWindows().getFirst().getScene();
            var count = (Label) scene.lookup("#deliveryCount");
            String before = count.getText();
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    if (!count.getText().equals(before)) {
                        scene.removePostLayoutPulseListener(this);
                        times[1] = System.nanoTime();
                        seen.countDown();
                    }
                }
            });
            times[0] = System.nanoTime();
            press(scene.lookup("#deliverySearch"), typed);
        });
        seen.await();
        return millis(times[0], times[1]);
    }

    private static void press(Node field, String typed) {
        field.requestFocus();
        KeyCode code = typed.isEmpty() ? KeyCode.BACK_SPACE : KeyCode.getKeyCode(typed);
        Event.fireEvent(field, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        if (!typed.isEmpty()) {
            Event.fireEvent(field, new KeyEvent(KeyEvent.KEY_TYPED, typed, typed, KeyCode.UNDEFINED, false, false, false, false));
        }
    }

    private static double millis(long from, long to) {
        return (to - from) / NANOS_IN_MS;
    }

    private static void print(String what, List<Double> times) {
        var sorted = times.stream().sorted().toList();
        System.out.printf(Locale.ROOT, "%-52s %7.0f ms (%.0f-%.0f)%n", what, sorted.get(sorted.size() / 2), sorted.getFirst(),
                sorted.getLast());
    }
}
