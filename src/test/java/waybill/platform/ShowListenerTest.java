package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(60)
class ShowListenerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final AtomicInteger shown = new AtomicInteger();
    private final List<SocketChannel> clients = new ArrayList<>();
    private Path socket;
    private SecondStarts listener;

    @BeforeEach
    void listen() {
        socket = folder.resolve("waybill.sock");
        listener = SecondStarts.at(socket);
        Awaitility.await().ignoreExceptions().until(() -> client().isConnected());
        listener.onShow(shown::incrementAndGet);
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        listener.close();
        // TestFX keeps what the listener's thread has thrown, and would throw it in the next test of a window.
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void silentClientsAreDroppedAndHoldUpNobody() throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < 3 * ShowListener.MOST_CLIENTS; i++) {
            silent.add(client());
        }
        // Refused while the queue of the socket is full; a second start asks again, too.
        Awaitility.await().until(this::isAnswered);
        assertThat(shown).hasValue(1);
        for (SocketChannel client : silent) {
            assertThat(isEnded(client)).isTrue();
        }
    }

    @Test
    void rubbishIsNotAnsweredAndHoldsUpNobody() throws IOException {
        Random random = new Random(20261124);
        for (int i = 0; i < 500; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(200)];
            random.nextBytes(rubbish);
            try (SocketChannel client = client()) {
                client.write(ByteBuffer.wrap(rubbish));
                assertThat(i % 10 != 0 || isEnded(client)).isTrue();
            } catch (IOException _) {
                // Thrown out while still talking.
            }
        }
        assertThat(shown).hasValue(0);
        assertThat(isAnswered()).isTrue();
    }

    @Test
    void aRequestInPiecesIsUnderstood() throws IOException {
        SocketChannel client = client();
        for (byte letter : "show\n".getBytes()) {
            client.write(ByteBuffer.wrap(new byte[]{letter}));
        }
        Awaitility.await().until(() -> shown.get() == 1);
    }

    @Test
    void aWindowThatCannotBeShownDoesNotEndIt() {
        listener.onShow(() -> {
            throw new IllegalStateException("toolkit has gone");
        });
        assertThat(isAnswered()).isFalse();
        listener.onShow(shown::incrementAndGet);
        assertThat(isAnswered()).isTrue();
        assertThat(shown).hasValue(1);
    }

    @Test
    void afterItIsClosedNobodyIsAnswered() {
        listener.close();
        assertThat(isAnswered()).isFalse();
        assertThat(socket).doesNotExist();
    }

    private boolean isAnswered() {
        return new ShowRequest(socket).isAnswered(PATIENCE);
    }

    private SocketChannel client() throws IOException {
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        clients.add(client);
        return client;
    }

    private static boolean isEnded(SocketChannel client) {
        try {
            return client.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException _) {
            return true;
        }
    }
}
