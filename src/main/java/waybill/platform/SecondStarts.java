package waybill.platform;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Shows the window of this instance when there is a second start, once it is known how; one that comes earlier is remembered. */
final class SecondStarts {
    private final CompletableFuture<Optional<ShowEndpoint>> bound = new CompletableFuture<>();
    private Optional<Runnable> show = Optional.empty();
    private boolean wanted;

    private SecondStarts() {}

    /**
     * Listens at {@code socket}, from soon on: for a process's first socket Java searches all jars for a provider of sockets, and
     * the window is not to wait for that. A second start that comes before tries again.
     */
    static SecondStarts at(Path socket) {
        var starts = new SecondStarts();
        Thread.ofPlatform().name("second-starts").daemon().start(() -> starts.listen(socket));
        return starts;
    }

    /** On the listener's thread, or at once if there was a second start before. */
    synchronized void onShow(Runnable action) {
        show = Optional.of(action);
        if (wanted) {
            wanted = false;
            action.run();
        }
    }

    /** Returns when the socket is gone. */
    void close() {
        bound.join().ifPresent(ShowEndpoint::close);
    }

    private void listen(Path socket) {
        try {
            bound.complete(ShowEndpoint.bind(socket));
        } finally {
            bound.complete(Optional.empty()); // If that failed, whoever closes is not to wait for ever.
        }
        bound.join().ifPresent(endpoint -> new ShowListener(endpoint, this::show).serve());
    }

    private synchronized void show() {
        show.ifPresentOrElse(Runnable::run, () -> wanted = true);
    }
}
