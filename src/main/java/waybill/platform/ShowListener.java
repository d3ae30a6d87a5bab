package waybill.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Answers second starts. One thread serves all of them without ever waiting for one: whoever says nothing is
 * dropped after a while, whoever says something else at once, and of too many the oldest goes.
 */
final class ShowListener {
    static final Duration CLIENT_PATIENCE = Duration.ofSeconds(1);
    static final int MOST_CLIENTS = 32;
    private static final long FOR_EVER = 0;

    private final ShowEndpoint endpoint;
    private final Runnable show;

    private record Client(ByteBuffer arrived, long since) {}

    ShowListener(ShowEndpoint endpoint, Runnable show) {
        this.endpoint = endpoint;
        this.show = show;
    }

    /** Returns when the endpoint is closed. */
    void serve() {
        try (Selector selector = endpoint.selector()) {
            while (endpoint.server().isOpen()) {
                selector.select(this::attend, clients().isEmpty() ? FOR_EVER : CLIENT_PATIENCE.toMillis());
                long latest = System.nanoTime() - CLIENT_PATIENCE.toNanos();
                clients().stream().filter(key -> since(key) - latest < 0).forEach(ShowListener::drop);
            }
            clients().forEach(ShowListener::drop);
        } catch (IOException failure) {
            endpoint.close();
            report(failure);
        }
    }

    private void attend(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Client client) {
            if (!hear((SocketChannel) key.channel(), client.arrived())) {
                drop(key);
            }
        } else if (key.isValid()) {
            accept();
        }
    }

    private void accept() {
        try {
            SocketChannel client = endpoint.server().accept();
            if (client == null) {
                return;
            }
            List<SelectionKey> others = clients();
            if (others.size() >= MOST_CLIENTS) {
                others.stream().min(Comparator.comparingLong(ShowListener::since)).ifPresent(ShowListener::drop);
            }
            client.configureBlocking(false);
            client.register(endpoint.selector(), SelectionKey.OP_READ,
                    new Client(ByteBuffer.allocate(ShowProtocol.REQUEST.length()), System.nanoTime()));
        } catch (IOException _) {
            // Gone already, or no file handle left for it.
        }
    }

    /** @return whether there may be more to hear */
    private boolean hear(SocketChannel client, ByteBuffer arrived) {
        try {
            int read = client.read(arrived);
            if (!ShowProtocol.is(ShowProtocol.REQUEST, arrived)) {
                return read >= 0 && ShowProtocol.isStartOf(ShowProtocol.REQUEST, arrived);
            }
            show.run();
            client.write(ShowProtocol.line(ShowProtocol.ANSWER));
        } catch (IOException _) {
            // Gone, and so not to be answered.
        } catch (RuntimeException failure) {
            // The window could not be shown: no answer, and the second start says that Waybill is open.
            report(failure);
        }
        return false;
    }

    private List<SelectionKey> clients() {
        return endpoint.selector().keys().stream().filter(key -> key.isValid() && key.attachment() instanceof Client).toList();
    }

    private static long since(SelectionKey key) {
        return ((Client) key.attachment()).since();
    }

    private static void drop(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException _) {
            // Nothing depends on it any more.
        }
    }

    private static void report(Exception failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
}
