package waybill.platform;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A second start asking the first one to show its window. */
final class ShowRequest {
    private final Optional<UnixDomainSocketAddress> address;

    ShowRequest(Path socket) {
        this.address = ShowProtocol.address(socket);
    }

    /** Asks once. False if nobody listens, or the answer is not there within {@code patience}. */
    boolean isAnswered(Duration patience) {
        if (address.isEmpty()) {
            return false;
        }
        try (Selector selector = Selector.open()) {
            Optional<SocketChannel> opened = ShowProtocol.open(SocketChannel::open);
            if (opened.isEmpty()) {
                return false;
            }
            try (SocketChannel channel = opened.get()) {
                return exchange(channel, selector, System.nanoTime() + patience.toNanos());
            }
        } catch (IOException _) {
            return false;
        }
    }

    private boolean exchange(SocketChannel channel, Selector selector, long end) throws IOException {
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        if (!channel.connect(address.orElseThrow())) {
            if (!await(selector, end)) {
                return false;
            }
            channel.finishConnect();
        }
        ByteBuffer request = ShowProtocol.line(ShowProtocol.REQUEST);
        key.interestOps(SelectionKey.OP_WRITE);
        while (request.hasRemaining()) {
            if (!await(selector, end)) {
                return false;
            }
            channel.write(request);
        }
        ByteBuffer answer = ByteBuffer.allocate(ShowProtocol.ANSWER.length());
        key.interestOps(SelectionKey.OP_READ);
        while (answer.hasRemaining()) {
            if (!await(selector, end) || channel.read(answer) < 0) {
                return false;
            }
        }
        return ShowProtocol.is(ShowProtocol.ANSWER, answer);
    }

    private static boolean await(Selector selector, long end) throws IOException {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        boolean ready = millis > 0 && selector.select(millis) > 0;
        selector.selectedKeys().clear();
        return ready;
    }
}
