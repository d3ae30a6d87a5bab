package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.SettableClock;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.NoLog;
import waybill.delivery.Rehearsal;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Preview;
import waybill.intake.Source;
import waybill.ui.BackgroundRun;
import waybill.ui.deliver.BatchRun.Reading;
import waybill.ui.deliver.BatchRun.Wish;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** A batch whose files are still read while something else happens. */
class BatchTest {
    private static final Preview THOUSAND = new Preview(1_000, 1_000, 1, 0, 0, List.of(), 0,
            new Preview.Again(0, 0, 0, List.of()), new Preview.Begun(0, 0, List.of()));

    private final BackgroundRun window = new BackgroundRun();
    private final FakePorts ports = new FakePorts();
    private final SlowIntake intake = new SlowIntake();
    private final AtomicReference<StateCounts> counted = new AtomicReference<>(new StateCounts(Map.of()));
    private final NoLog log = new NoLog() {
        @Override
        public StateCounts count(MessageQuery query) {
            return Objects.requireNonNull(counted.get());
        }
    };
    private SendingModel sending;
    private Batch batch;

    @BeforeEach
    void load() {
        var clock = new SettableClock();
        var rehearsal = new Rehearsal((_, _) -> {
            throw new UnsupportedOperationException();
        }, "test", clock, new SecureRandom(), _ -> {});
        window.run(() -> {
            sending = new SendingModel(window.context(), ports.with(log));
            sending.load();
            batch = new Batch(window.context(), new DeliverServices(sending, intake, rehearsal, clock));
        });
    }

    @AfterEach
    void close() {
        window.run(() -> {
            batch.forget(true);
            sending.forget();
        });
        window.close();
    }

    @Test
    void saysThatALockEndedItWithTheRestUnread() {
        startsAndReadsHalf();

        window.run(() -> batch.forget(false));

        await().untilAsserted(() -> assertThat(run().reading()).isInstanceOf(Reading.Failed.class));
        var failed = (Reading.Failed) run().reading();
        assertThat(List.of(failed.messages(), failed.planned(), failed.batch())).containsExactly(500L, 1_000L, 7L);
        assertThat(((StorageException) failed.why()).fault()).isEqualTo(Fault.LOCKED);
    }

    @Test
    void isForgottenWhereAnotherVaultTakesThePlace() {
        startsAndReadsHalf();

        window.run(() -> batch.forget(true));

        assertThat(intake.awaitTheEnd()).isTrue();
        assertThat(window.call(batch::state)).isEqualTo(new Batch.State.None());
    }

    @Test
    void aReadingOfBeforeDoesNotReachTheNextBatch() {
        startsAndReadsHalf();
        intake.endsAtOnce = false;
        window.run(() -> {
            batch.forget(true);
            batch.start(THOUSAND, Intake.Decision.of(Intake.NotJson.LEAVE_OUT));
        });

        intake.mayEnd.countDown();

        assertThat(intake.awaitTheEnd()).isTrue();
        await().until(() -> window.call(() -> window.context().background().running().size()) == 1);
        assertThat(run().isRead()).isFalse();
    }

    @Test
    void cancellingTakesItsOwnPauseBack() {
        startsAndReadsHalf();
        window.run(batch::pause);
        await().until(() -> window.call(sending::isPaused));

        window.run(batch::stop);

        await().until(() -> !ports.isPaused());
        assertThat(ports.written()).containsExactly("pause", "still", "cancel", "going on", "resume");
    }

    @Test
    void countsOnlyWhatIsWrittenOnceAllIsCancelled() {
        startsAndReadsHalf();
        var mayGoOn = new CountDownLatch(1);
        counted.set(counts(500, 0));
        ports.beforeWrite = () -> {
            if (ports.written().contains("cancel")) {
                awaitIt(mayGoOn);
                counted.set(counts(496, 4));
            }
        };

        window.run(batch::stop);
        await().untilAsserted(() -> assertThat(run().counts()).isEqualTo(counts(500, 0)));
        await().during(Duration.ofSeconds(1)).until(() -> window.call(batch::state) instanceof Batch.State.Running);
        mayGoOn.countDown();

        await().untilAsserted(() -> assertThat(window.call(batch::state)).isInstanceOf(Batch.State.Ended.class));
        assertThat(run().counts()).isEqualTo(counts(496, 4));
    }

    @Test
    void canBeCancelledAgainWhereItCouldNotBe() {
        counted.set(new StateCounts(Map.of(MessageState.WAITING, 500L)));
        startsAndReadsHalf();
        ports.beforeWrite = () -> {
            throw new StorageException(Fault.DISK_FULL);
        };
        window.run(batch::stop);
        await().untilAsserted(() -> assertThat(run().wish()).isEqualTo(Wish.GO_ON));
        ports.beforeWrite = () -> {};

        window.run(batch::stop);

        await().until(() -> ports.written().contains("cancel"));
        window.awaitsUnexpected(StorageException.class);
    }

    private static StateCounts counts(long cancelled, long delivered) {
        return new StateCounts(Map.of(MessageState.CANCELLED, cancelled, MessageState.DELIVERED, delivered));
    }

    @Test
    void cancellingLeavesThePauseOfBefore() {
        window.run(sending::pause);
        await().until(() -> window.call(sending::isPaused));
        startsAndReadsHalf();
        assertThat(run().wish()).isEqualTo(Wish.PAUSE);
        assertThat(intake.control.isPaused()).as("the reading: what is handed in while all is paused waits").isFalse();
        window.run(batch::pause);

        window.run(batch::stop);

        await().until(() -> ports.written().contains("cancel"));
        assertThat(ports.written()).doesNotContain("resume");
    }

    @Test
    void goesOnCountingAfterACountThatFailed() {
        var counts = counted.getAndSet(null);
        startsAndReadsHalf();
        window.run(batch::stop);
        window.awaitsUnexpected(NullPointerException.class);

        counted.set(counts);

        await().untilAsserted(() -> assertThat(window.call(batch::state)).isInstanceOf(Batch.State.Ended.class));
    }

    @Test
    void readsOnWhenAllSendingIsResumed() {
        startsAndReadsHalf();
        window.run(batch::pause);
        await().until(() -> window.call(sending::isPaused));
        assertThat(intake.control.isPaused()).isTrue();

        window.run(sending::resume);

        await().untilAsserted(() -> assertThat(run().wish()).isEqualTo(Wish.GO_ON));
        assertThat(intake.control.isPaused()).isFalse();
    }

    @Test
    void endsWhereTheLogNoLongerKeepsWhatWasDelivered() {
        startsAndReadsHalf();

        window.run(() -> intake.control.cancellation().cancel());

        await().untilAsserted(() -> assertThat(window.call(batch::state)).isInstanceOf(Batch.State.Ended.class));
    }

    private void startsAndReadsHalf() {
        window.run(() -> batch.start(THOUSAND, Intake.Decision.of(Intake.NotJson.LEAVE_OUT)));
        await().untilAsserted(() -> assertThat(run().reading().messages()).isEqualTo(500));
    }

    private BatchRun run() {
        return window.call(() -> switch (batch.state()) {
            case Batch.State.Running(var run) -> run;
            case Batch.State.Ended(var run) -> run;
            case Batch.State.None _,Batch.State.Looking _,Batch.State.Ready _ -> throw new AssertionError("no batch");
        });
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands in half of what there is, and ends only when it is cancelled. */
    private static final class SlowIntake implements Intake {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private volatile boolean endsAtOnce = true;
        private volatile IntakeSwitch control;

        @Override
        public Preview preview(List<Source> sources, IntakeSwitch control, Consumer<IntakeProgress> progress) {
            return THOUSAND;
        }

        @Override
        public Result handIn(List<Source> sources, Decision decision, IntakeSwitch given, Consumer<IntakeProgress> progress) {
            control = given;
            var cancelled = new CountDownLatch(1);
            given.cancellation().onCancel(cancelled::countDown);
            progress.accept(new IntakeProgress(1, 2, 500, 7));
            awaitIt(cancelled);
            if (!endsAtOnce) {
                awaitIt(mayEnd);
            }
            ended.countDown();
            return new Result(7, 500, 500, 0, List.of(), 0, false);
        }

        @Override
        public void stop() {
            control.cancellation().cancel();
        }

        @Override
        public void stop(IntakeSwitch given) {
            given.cancellation().cancel();
        }

        boolean awaitTheEnd() {
            awaitIt(ended);
            return true;
        }

    }
}
