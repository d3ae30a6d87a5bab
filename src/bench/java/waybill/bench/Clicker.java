package waybill.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;

/** Somebody who uses the Waybill that runs in this process, by node ids. */
final class Clicker {
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
        if (Nodes.await("sendTestButton", "unlockButton").getId().equals("unlockButton")) {
            Nodes.onWindowThread(() -> {
                ((TextInputControl) Nodes.find("passphraseField").orElseThrow()).setText(PreparedHome.PASSPHRASE);
                ((Button) Nodes.find("unlockButton").orElseThrow()).fire();
                return true;
            });
            Nodes.await("sendTestButton");
        }
    }

    /** Clicks Send test, looks at the result, and pauses until what came of it is stored. */
    Seen sendsATest() throws Exception {
        var answered = new CompletableFuture<Long>();
        var shown = new CompletableFuture<Long>();
        long clicked = Nodes.onWindowThread(() -> {
            notice((Pane) Nodes.find("sendTestButton").orElseThrow().getScene().lookup(".result-view"), answered, shown);
            long now = System.nanoTime();
            ((Button) Nodes.find("sendTestButton").orElseThrow()).fire();
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
}
