package waybill.ui.deliver;

import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.SettableClock;
import waybill.delivery.FileMemory;
import waybill.delivery.MessageId;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.NoLog;
import waybill.delivery.Rehearsal;
import waybill.delivery.StateCounts;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Preview;
import waybill.intake.Refused;
import waybill.intake.Source;
import waybill.ui.BackgroundRun;
import waybill.ui.Notices;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** What is told of a message while the log is slow. */
class SendPaneTest {
    private final BackgroundRun window = new BackgroundRun();
    private final SlowLog log = new SlowLog();
    private final OneMessage intake = new OneMessage();
    private SendingModel sending;
    private Parent pane;

    @BeforeEach
    void load() {
        var clock = new SettableClock();
        var rehearsal = new Rehearsal((_, _) -> {
            throw new UnsupportedOperationException();
        }, "test", clock, new SecureRandom(), _ -> {});
        window.run(() -> {
            var context = window.context();
            sending = new SendingModel(context, new FakePorts().with(log));
            sending.load();
            var editor = new PayloadEditor(context);
            context.views().load(editor);
            var links = new DeliverLinks(() -> {}, () -> {}, _ -> {}, new Notices(() -> {
                throw new UnsupportedOperationException();
            }));
            var sendPane = new SendPane(context, new DeliverServices(sending, intake, rehearsal, clock), links, editor);
            pane = context.views().load(sendPane);
            sendPane.setRegistered(true);
        });
    }

    @AfterEach
    void close() {
        window.run(sending::forget);
        window.close();
    }

    @Test
    void tellsOfWhatChangedWhileItWasReadToo() throws InterruptedException {
        window.run(() -> ((Button) pane.lookup("#sendButton")).fire());
        log.isRead.await();
        log.state = MessageState.DELIVERED;
        window.run(sending::logChanged);

        log.answers.countDown();

        await().until(() -> window.call(() -> ((Label) pane.lookup("#sendResult")).getText()).contains("elivered"));
    }

    @Test
    void saysHowLargeAMessageMayBe() {
        intake.result = new Intake.Result(1, 0, 0, 1, List.of(new Refused("Typed", new Refused.Reason.TooLarge(30_000_000))), 0,
                true);

        window.run(() -> ((Button) pane.lookup("#sendButton")).fire());

        await().until(() -> window.call(() -> ((Label) pane.lookup("#sendResult")).getText())
                .equals("Not sent: it has 30,000,000 bytes, and a message may have at most 20,971,520."
                        + " Take something out, or send it as several messages."));
    }

    private static final class SlowLog extends NoLog {
        private final CountDownLatch isRead = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);
        private final MessageId id = MessageId.next(new SecureRandom());
        private volatile MessageState state = MessageState.WAITING;

        @Override
        public StateCounts count(MessageQuery query) {
            return new StateCounts(Map.of());
        }

        @Override
        public List<MessageRow> page(MessageQuery query, long offset, int limit) {
            return List.of(row(state));
        }

        @Override
        public Optional<MessageRow> find(long number) {
            var found = row(state);
            isRead.countDown();
            try {
                answers.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return Optional.of(found);
        }

        private MessageRow row(MessageState now) {
            return new MessageRow(1, id, 1, "typed", 2, Instant.EPOCH, now, 0, Optional.empty(), Optional.empty());
        }
    }

    /** Takes one message. */
    private static final class OneMessage implements Intake {
        private volatile Result result = new Result(1, 1, 2, 0, List.of(), 0, true);

        @Override
        public Preview preview(List<Source> sources, IntakeSwitch control, Consumer<IntakeProgress> progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result handIn(List<Source> sources, Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress) {
            return result;
        }

        @Override
        public List<FileMemory.Sighting> unfinished(long batch) {
            return List.of();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop(IntakeSwitch control) {
            throw new UnsupportedOperationException();
        }
    }
}
