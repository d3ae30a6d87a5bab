package waybill.store;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that touches the database: one writes, another reads. H2 closes its file for good when a thread is interrupted
 * while it writes, so no thread that somebody may cancel writes itself. Callers wait for the end; an interrupt is kept for
 * them until then. The thread is a daemon and ends when it is idle.
 */
final class StoreThread {
    private final ThreadPoolExecutor thread;

    StoreThread(String name) {
        thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
        thread.allowCoreThreadTimeOut(true);
    }

    /** What {@code task} returns or throws. */
    <R> R run(Callable<R> task) {
        Future<R> running = thread.submit(task);
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return running.get();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
