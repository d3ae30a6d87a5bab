package waybill.receiver;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cuts connections that take too long as a whole. A socket's own timeout is no bound: it starts anew with every byte that
 * drips in.
 */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("practice-receiver-deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
        // A connection may begin while the receiver stops; it is closed then without a deadline's help.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** A running deadline; closing it in time calls it off. */
    interface Deadline extends AutoCloseable {
        @Override
        void close();
    }

    /** Closes {@code connection}, without a word to the other side, unless the deadline is called off {@code within} that time. */
    Deadline cut(Socket connection, Duration within) {
        ScheduledFuture<?> cut = timer.schedule(() -> close(connection), within.toMillis(), TimeUnit.MILLISECONDS);
        return () -> cut.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
    }
}
