package waybill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Window;

/** What can be seen of the Waybill that runs in this process, from another thread, by node ids. */
final class Nodes {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(5);

    private Nodes() {}

    /** The first of {@code ids} that can be seen, as soon as there is one. */
    static Node await(String... ids) throws Exception {
        return await("one of " + String.join(", ", ids), () -> Stream.of(ids).flatMap(id -> find(id).stream()).findFirst());
    }

    /** What {@code look} finds on the window's thread, as soon as it finds something. */
    static <T> T await(String what, Callable<Optional<T>> look) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = onWindowThread(look);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(POLL);
        }
        throw new IOException("not seen in time: " + what);
    }

    /** On the window's thread. */
    static Optional<Node> find(String id) {
        return Window.getWindows().stream().filter(Window::isShowing)
                .flatMap(window -> Optional.ofNullable(window.getScene().lookup("#" + id)).stream()).filter(Nodes::isSeen)
                .findFirst();
    }

    static <T> T onWindowThread(Callable<T> work) throws InterruptedException, ExecutionException {
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

    private static boolean isSeen(Node node) {
        return Stream.iterate(node, each -> each != null, Node::getParent).allMatch(Node::isVisible);
    }
}
