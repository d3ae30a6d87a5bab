package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyedStore.Extent;
import waybill.vault.TestVaults;
import waybill.vault.VaultException;
import waybill.vault.VaultKeys;

/** A backup whose target does not answer any more, as a share of a network that is gone. */
class HangingBackupTest {
    @TempDir private Path folder;
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @Test
    void keepsNobodyFromClosingTheVault() throws Exception {
        try (QueueHome queue = new QueueHome(folder, FakeKeychain.absent(), new SettableClock())) {
            byte[] body = new byte[1 << 20];
            new SecureRandom().nextBytes(body);
            queue.queue.enqueue(queue.queue.newBatch(), List.of(QueueHome.message("one", body), QueueHome.message("two", body)));
            VaultKeys keys = TestVaults.keys(queue.home.vault());
            String installId = TestVaults.installId(folder);
            try {
                var backup = onItsOwn(() -> queue.home.database().write(new Hanging(), keys, installId, Extent.EVERYTHING));
                hangs.await();

                assertThat(onItsOwn(queue.home.vault()::close)).succeedsWithin(Duration.ofSeconds(20));

                goesOn.countDown();
                assertThat(backup).failsWithin(Duration.ofSeconds(20)).withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(VaultException.class);
            } finally {
                goesOn.countDown();
            }
        }
    }

    /** Not in a pool, where one might wait for the other. */
    private static CompletableFuture<Void> onItsOwn(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofPlatform().daemon().start(task));
    }

    private final class Hanging extends OutputStream {
        @Override
        public void write(int octet) {
            write(new byte[]{(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            hangs.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
