package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.intake.Intake;
import waybill.ui.BackgroundRun;
import waybill.ui.deliver.BatchRun.Reading;
import waybill.ui.deliver.BatchRun.Wish;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** A batch whose files are still read while something else happens. */
class BatchTest {
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
    void saysThatALockEndedItWithTheRestUnread() {
        slow.startsAndReadsHalf();

        window.run(() -> batch.forget(false));

        await().untilAsserted(() -> assertThat(slow.run().reading()).isInstanceOf(Reading.Failed.class));
        var failed = (Reading.Failed) slow.run().reading();
        assertThat(List.of(failed.messages(), failed.planned(), failed.batch())).containsExactly(500L, 1_000L, 7L);
        assertThat(((StorageException) failed.why()).fault()).isEqualTo(Fault.LOCKED);
    }

    @Test
    void isForgottenWhereAnotherVaultTakesThePlace() {
        slow.startsAndReadsHalf();

        window.run(() -> batch.forget(true));

        assertThat(slow.intake.awaitTheEnd()).isTrue();
        assertThat(window.call(batch::state)).isEqualTo(new BatchState.None());
    }

    @Test
    void aReadingOfBeforeDoesNotReachTheNextBatch() {
        slow.startsAndReadsHalf();
        slow.intake.endsAtOnce = false;
        window.run(() -> {
            batch.forget(true);
            batch.start(SlowBatch.THOUSAND, Intake.Decision.of(Intake.NotJson.LEAVE_OUT));
        });

        slow.intake.mayEnd.countDown();

        assertThat(slow.intake.awaitTheEnd()).isTrue();
        await().until(() -> window.call(() -> window.context().background().running().size()) == 1);
        assertThat(slow.run().isRead()).isFalse();
    }

    @Test
    void goesOnCountingAfterACountThatFailed() {
        var counts = slow.counted.getAndSet(null);
        slow.startsAndReadsHalf();
        window.run(batch::stop);
        window.awaitsUnexpected(NullPointerException.class);

        slow.counted.set(counts);

        await().untilAsserted(() -> assertThat(window.call(batch::state)).isInstanceOf(BatchState.Ended.class));
    }

    @Test
    void readsOnWhenAllSendingIsResumed() {
        slow.startsAndReadsHalf();
        window.run(batch::pause);
        await().until(() -> window.call(sending::isPaused));
        assertThat(slow.intake.control.isPaused()).isTrue();

        window.run(sending::resume);

        await().untilAsserted(() -> assertThat(slow.run().wish()).isEqualTo(Wish.GO_ON));
        assertThat(slow.intake.control.isPaused()).isFalse();
    }

    @Test
    void endsWhereTheLogNoLongerKeepsWhatWasDelivered() {
        slow.startsAndReadsHalf();

        window.run(() -> slow.intake.control.cancellation().cancel());

        await().untilAsserted(() -> assertThat(window.call(batch::state)).isInstanceOf(BatchState.Ended.class));
    }
}
