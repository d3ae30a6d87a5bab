package waybill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;
import javafx.stage.Window;

/** Somebody who uses the Waybill that runs in this process, by node ids. */
final class Clicker {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PAUSE = Duration.ofMillis(300);

    /**
     * When something was seen, in nanoseconds since the click.
     *
     * @param answered when the page had all the words of the result
     * @param shown when the frame with them was laid out
     */
    record Seen(long answered, long shown) {}

    /** Waits for the page of the destination and types the passphrase if that stands before it. */
    void reachesTheDestination() throws Exception {
        if (awaits("sendTestButton", "unlockButton").getId().equals("unlockButton")) {
            onWindowThread(() -> {
                ((TextInputControl) node("passphraseField").orElseThrow()).setText(PreparedHome.PASSPHRASE);
                ((Button) node("unlockButton").orElseThrow()).fire();
                return true;
            });
            awaits("sendTestButton");
        }
    }

    /** Clicks Send test, looks at the result, and pauses until what came of it is stored. */
    Seen sendsATest() throws Exception {
        var answered = new CompletableFuture<Long>();
        var shown = new CompletableFuture<Long>();
        long clicked = onWindowThread(() -> {
            notice((Pane) node("sendTestButton").orElseThrow().getScene().lookup(".result-view"), answered, shown);
            long now = System.nanoTime();
            ((Button) node("sendTestButton").orElseThrow()).fire();
            return now;
        });
        var seen = new Seen(answered.get() - clicked, shown.get() - clicked);
        Thread.sleep(PAUSE);
        return seen;
    }

    /** The page fills the result piece by piece in one go; what is queued at the first piece runs when the last is there. */
    private static void notice(Pane result, CompletableFuture<Long> answered, CompletableFuture<Long> shown) {
        result.getChildren().addListener(new ListChangeListener<>() {
            private long lastPiece;

            @Override
            public void onChanged(Change<? extends Node> change) {
                boolean isFirst = lastPiece == 0;
                if (!result.getChildren().isEmpty()) {
                    lastPiece = System.nanoTime();
                    if (isFirst) {
                        Platform.runLater(() -> end(this));
                    }
                }
            }

            private void end(ListChangeListener<Node> itself) {
                result.getChildren().removeListener(itself);
                answered.complete(lastPiece);
                noticeFrame(result, shown);
            }
        });
    }

    private static void noticeFrame(Pane result, CompletableFuture<Long> shown) {
        var scene = result.getScene();
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                shown.complete(System.nanoTime());
            }
        });
        Platform.requestNextPulse();
    }

    private static Node awaits(String... ids) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Node> found = onWindowThread(() -> Stream.of(ids).flatMap(id -> node(id).stream()).findFirst());
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(POLL);
        }
        throw new IOException("there is no " + String.join(" or ", ids));
    }

    private static Optional<Node> node(String id) {
        return Window.getWindows().stream().filter(Window::isShowing)
                .flatMap(window -> Optional.ofNullable(window.getScene().lookup("#" + id)).stream()).findFirst();
    }

    private static <T> T onWindowThread(Callable<T> work) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(work);
        boolean isQueued = false;
        while (!isQueued) {
            try {
                Platform.runLater(task);
                isQueued = true;
            } catch (IllegalStateException _) {
                // The toolkit does not run yet.
                Thread.sleep(POLL);
            }
        }
        return task.get();
    }
}
