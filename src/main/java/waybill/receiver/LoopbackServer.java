package waybill.receiver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Accepts connections on 127.0.0.1, and from loopback only; each gets a virtual thread of its own, so none can hold up
 * another or the end.
 */
final class LoopbackServer implements AutoCloseable {
    static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 50;
    private static final Duration TO_FREE_THE_PORT = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(10);

    private final ServerSocket listening;
    private final Semaphore free;
    private final Map<Socket, Thread> open = new ConcurrentHashMap<>();
    private volatile Optional<Thread> accepting = Optional.empty();

    /**
     * @param port 0 for any that is free
     * @throws java.net.SocketException if the port is taken or not allowed
     */
    LoopbackServer(int port, int connections) throws IOException {
        listening = new ServerSocket(port, BACKLOG, ADDRESS);
        free = new Semaphore(connections);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Hands every connection to {@code visitor}, on its own thread, and closes it when that returns. Call it once. */
    void serve(Consumer<Socket> visitor) {
        accepting = Optional.of(Thread.ofVirtual().name("practice-receiver-accept").start(() -> accept(visitor)));
    }

    int openConnections() {
        return open.size();
    }

    /** Ends at once: nothing is accepted any more, waiting and reading threads are interrupted. */
    @Override
    public void close() {
        closeQuietly(listening);
        open.values().forEach(Thread::interrupt);
        open.keySet().forEach(LoopbackServer::closeQuietly);
        accepting.ifPresent(LoopbackServer::awaitFreePort);
    }

    /** A socket that a virtual thread listens on is really closed by that thread, a moment after the call. */
    private static void awaitFreePort(Thread accepting) {
        accepting.interrupt();
        try {
            accepting.join(TO_FREE_THE_PORT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Consumer<Socket> visitor) {
        while (!listening.isClosed()) {
            try {
                free.acquire();
                attend(listening.accept(), visitor);
            } catch (IOException _) {
                // Closed, or the visitor left before it was accepted: the loop's condition tells. Or there are no more file
                // handles, which takes a moment to change.
                free.release();
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void attend(Socket visit, Consumer<Socket> visitor) {
        var thread = Thread.ofVirtual().name("practice-receiver").unstarted(() -> {
            try {
                if (visit.getInetAddress().isLoopbackAddress()) {
                    visitor.accept(visit);
                }
            } finally {
                closeQuietly(visit);
                open.remove(visit);
                free.release();
            }
        });
        open.put(visit, thread);
        thread.start();
        if (listening.isClosed()) {
            thread.interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // There is nobody to tell, and nothing more to do.
        }
    }
}
