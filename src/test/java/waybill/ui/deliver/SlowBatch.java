package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import waybill.SettableClock;
import waybill.delivery.FileMemory;
import waybill.delivery.MessageQuery;
import waybill.delivery.NoLog;
import waybill.delivery.Rehearsal;
import waybill.delivery.StateCounts;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Looked;
import waybill.intake.Preview;
import waybill.intake.Source;
import waybill.ui.BackgroundRun;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** A batch of 1,000 messages whose files are read slowly: half of it, until it is cancelled. Nothing is ever sent. */
final class SlowBatch implements AutoCloseable {
    static final Preview THOUSAND = new Preview(1_000, 1_000, 1, 0, 0, List.of(), 0,
            new Preview.Again(0, 0, 0, 0, List.of()), new Preview.Begun(0, 0, 0, List.of()), 0, Looked.NOTHING);

    final BackgroundRun window = new BackgroundRun();
    final FakePorts ports = new FakePorts();
    final SlowIntake intake = new SlowIntake();
    /** What the log counts; it fails while there is nothing. */
    final AtomicReference<StateCounts> counted = new AtomicReference<>(new StateCounts(Map.of()));
    final SendingModel sending;
    final DeliverServices services;
    final Batch batch;

    SlowBatch() {
        var log = new NoLog() {
            @Override
            public StateCounts count(MessageQuery query) {
                return Objects.requireNonNull(counted.get());
            }
        };
        var clock = new SettableClock();
        var rehearsal = new Rehearsal((_, _) -> {
            throw new UnsupportedOperationException();
        }, "test", clock, new SecureRandom(), _ -> {});
        sending = window.call(() -> new SendingModel(window.context(), ports.with(log)));
        services = new DeliverServices(sending, intake, rehearsal, clock);
        batch = window.call(() -> {
            sending.load();
            return new Batch(window.context(), services);
        });
    }

    @Override
    public void close() {
        window.run(() -> {
            batch.forget(true);
            sending.forget();
        });
        window.close();
    }

    void startsAndReadsHalf() {
        window.run(() -> batch.start(THOUSAND, Intake.Decision.of(Intake.NotJson.LEAVE_OUT)));
        await().untilAsserted(() -> assertThat(run().reading().messages()).isEqualTo(500));
    }

    BatchRun run() {
        return window.call(() -> switch (batch.state()) {
            case BatchState.Running(var run) -> run;
            case BatchState.Ended(var run) -> run;
            case BatchState.None _,BatchState.Looking _,BatchState.Ready _ -> throw new AssertionError("no batch");
        });
    }

    static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands in half of what there is, and ends only when it is cancelled. */
    static final class SlowIntake implements Intake {
        private final CountDownLatch ended = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        volatile boolean endsAtOnce = true;
        /** While half of it is read. */
        volatile IntakeProgress told = new IntakeProgress(1, 2, 500, 7);
        /** By the preview. */
        volatile Preview found = THOUSAND;
        volatile IntakeSwitch control;

        @Override
        public Preview preview(List<Source> sources, IntakeSwitch control, Consumer<IntakeProgress> progress) {
            return found;
        }

        @Override
        public Result handIn(List<Source> sources, Decision decision, IntakeSwitch given, Consumer<IntakeProgress> progress) {
            control = given;
            var cancelled = new CountDownLatch(1);
            given.cancellation().onCancel(cancelled::countDown);
            progress.accept(told);
            awaitIt(cancelled);
            if (!endsAtOnce) {
                awaitIt(mayEnd);
            }
            ended.countDown();
            return new Result(7, 500, 500, 0, List.of(), 0, false);
        }

        @Override
        public List<FileMemory.Sighting> unfinished(long batch) {
            return List.of();
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
