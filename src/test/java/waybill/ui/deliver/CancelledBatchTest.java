package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import waybill.delivery.MessageState;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.ui.BackgroundRun;
import waybill.ui.deliver.BatchRun.Wish;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** A batch that is cancelled while its files are read. */
class CancelledBatchTest {
    private final SlowBatch slow = new SlowBatch();
    private final BackgroundRun window = slow.window;
    private final FakePorts ports = slow.ports;
    private final SendingModel sending = slow.sending;
    private final Batch batch = slow.batch;

    @AfterEach
    void close() {
        slow.close();
    }

    @Test
    void cancellingTakesItsOwnPauseBack() {
        slow.startsAndReadsHalf();
        window.run(batch::pause);
        await().until(() -> window.call(sending::isPaused));

        window.run(batch::stop);

        await().until(() -> !ports.isPaused());
        assertThat(ports.written()).containsExactly("pause", "still", "cancel", "resume", "going on");
    }

    @Test
    void doesNotSayThatItWasNotCancelledWhereItCannotBeMarked() {
        slow.startsAndReadsHalf();
        ports.beforeMark = () -> {
            throw new StorageException(Fault.DAMAGED);
        };

        window.run(batch::stop);

        await().until(() -> window.call(batch::state) instanceof BatchState.Ended);
        assertThat(window.call(() -> batch.notCancelledProperty().get())).isEmpty();
    }

    @Test
    void cancellingLeavesAPauseThatCameMeanwhile() {
        slow.startsAndReadsHalf();
        var mayGoOn = new CountDownLatch(1);
        ports.beforeWrite = () -> {
            if (ports.written().equals(List.of("still"))) {
                ports.beforeWrite = () -> {};
                SlowBatch.awaitIt(mayGoOn);
            }
        };
        window.run(batch::stop);
        await().until(() -> ports.written().contains("still"));

        window.run(batch::pause);
        await().until(() -> window.call(sending::isPaused));
        mayGoOn.countDown();

        await().until(() -> window.call(batch::state) instanceof BatchState.Ended);
        // What is written is so in its order: nothing came before this.
        window.run(sending::pause);
        await().untilAsserted(() -> assertThat(ports.written()).containsExactly("still", "pause", "cancel", "going on", "pause"));
    }

    @Test
    void countsOnlyWhatIsWrittenOnceAllIsCancelled() {
        slow.startsAndReadsHalf();
        var mayGoOn = new CountDownLatch(1);
        slow.counted.set(counts(500, 0));
        ports.beforeWrite = () -> {
            if (ports.written().contains("cancel")) {
                SlowBatch.awaitIt(mayGoOn);
                slow.counted.set(counts(496, 4));
            }
        };

        window.run(batch::stop);
        await().untilAsserted(() -> assertThat(slow.run().counts()).isEqualTo(counts(500, 0)));
        await().during(Duration.ofSeconds(1)).until(() -> window.call(batch::state) instanceof BatchState.Running);
        mayGoOn.countDown();

        await().untilAsserted(() -> assertThat(window.call(batch::state)).isInstanceOf(BatchState.Ended.class));
        assertThat(slow.run().counts()).isEqualTo(counts(496, 4));
    }

    @Test
    void saysWhyItCouldNotBeCancelledAndCanBeCancelledAgain() {
        slow.counted.set(new StateCounts(Map.of(MessageState.WAITING, 500L)));
        slow.startsAndReadsHalf();
        cannotBeCancelled(new StorageException(Fault.DISK_FULL));
        assertThat(window.call(() -> batch.notCancelledProperty().get())).map(StorageException::fault).contains(Fault.DISK_FULL);
        ports.beforeWrite = () -> {};

        window.run(batch::stop);

        assertThat(window.call(() -> batch.notCancelledProperty().get())).isEmpty();
        await().until(() -> ports.written().contains("cancel"));
    }

    @Test
    void saysSoWhereTheVaultWasLockedBeforeItWasCancelled() {
        slow.counted.set(new StateCounts(Map.of(MessageState.WAITING, 500L)));
        slow.startsAndReadsHalf();
        cannotBeCancelled(new StorageException(Fault.LOCKED));
        assertThat(window.call(() -> batch.notCancelledProperty().get())).map(StorageException::fault).contains(Fault.LOCKED);
    }

    @Test
    void reportsWhatNobodyForesaw() {
        slow.counted.set(new StateCounts(Map.of(MessageState.WAITING, 500L)));
        slow.startsAndReadsHalf();
        cannotBeCancelled(new IllegalStateException());
        window.awaitsUnexpected(IllegalStateException.class);
    }

    @Test
    void cancellingLeavesThePauseOfBefore() {
        window.run(sending::pause);
        await().until(() -> window.call(sending::isPaused));
        slow.startsAndReadsHalf();
        assertThat(slow.run().wish()).isEqualTo(Wish.PAUSE);
        assertThat(slow.intake.control.isPaused()).as("the reading: what is handed in while all is paused waits").isFalse();
        window.run(batch::pause);

        window.run(batch::stop);

        await().until(() -> ports.written().contains("cancel"));
        assertThat(ports.written()).doesNotContain("resume");
    }

    private void cannotBeCancelled(RuntimeException why) {
        ports.beforeWrite = () -> {
            throw why;
        };
        window.run(batch::stop);
        await().untilAsserted(() -> assertThat(slow.run().wish()).isEqualTo(Wish.GO_ON));
    }

    private static StateCounts counts(long cancelled, long delivered) {
        return new StateCounts(Map.of(MessageState.CANCELLED, cancelled, MessageState.DELIVERED, delivered));
    }
}
