package waybill.platform;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What two instances say to each other over a Unix-domain socket: one line there, one line back. */
final class ShowProtocol {
    static final String REQUEST = "show\n";
    static final String ANSWER = "shown\n";

    /** Bytes of a path that every system can bind: macOS has room for 104 with the final zero, Linux and Windows 108. */
    private static final int LONGEST_PATH = 103;

    private ShowProtocol() {}

    /** The address of a socket file; empty if its path is too long for any socket. */
    static Optional<UnixDomainSocketAddress> address(Path file) {
        return file.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
                ? Optional.empty()
                : Optional.of(UnixDomainSocketAddress.of(file));
    }

    static ByteBuffer line(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether what arrived so far is {@code line}; it need not be complete. */
    static boolean isStartOf(String line, ByteBuffer arrived) {
        return line.startsWith(text(arrived));
    }

    static boolean is(String line, ByteBuffer arrived) {
        return line.equals(text(arrived));
    }

    private static String text(ByteBuffer arrived) {
        return StandardCharsets.US_ASCII.decode(arrived.duplicate().flip()).toString();
    }

    interface Opener<T extends SelectableChannel> {
        T open(StandardProtocolFamily family) throws IOException;
    }

    /** A channel that never blocks; empty where the system has no Unix-domain sockets (Windows before 10). */
    static <T extends SelectableChannel> Optional<T> open(Opener<T> opener) throws IOException {
        try {
            T channel = opener.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            return Optional.of(channel);
        } catch (UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
