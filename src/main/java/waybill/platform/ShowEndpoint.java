package waybill.platform;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The socket of the running instance, bound and waiting. */
record ShowEndpoint(Path file, Selector selector, ServerSocketChannel server) {
    /**
     * Binds {@code file}, in the place of a socket that a killed instance left there; whoever calls this holds the
     * folder's lock, so nobody else can be listening. Empty where there can be no socket: path too long, Windows before
     * 10, a file system that has none.
     */
    static Optional<ShowEndpoint> bind(Path file) {
        try {
            Files.deleteIfExists(file);
            Optional<UnixDomainSocketAddress> address = ShowProtocol.address(file);
            Optional<ServerSocketChannel> server = address.isPresent()
                    ? ShowProtocol.open(ServerSocketChannel::open)
                    : Optional.empty();
            return server.isEmpty() ? Optional.empty() : Optional.of(bind(file, address.orElseThrow(), server.get()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static ShowEndpoint bind(Path file, UnixDomainSocketAddress address, ServerSocketChannel server)
            throws IOException {
        try {
            server.bind(address);
            PrivateFiles.restrict(file);
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new ShowEndpoint(file, selector, server);
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
    }

    /** Stops listening and removes the socket; the thread in the selector notices. */
    void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // The next instance replaces the file.
        }
        selector.wakeup();
    }
}
