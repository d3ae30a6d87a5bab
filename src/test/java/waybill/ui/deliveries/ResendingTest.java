package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.SettableClock;
import waybill.delivery.MessageId;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.RequestSigner;
import waybill.delivery.Selection;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.ui.BackgroundRun;
import waybill.ui.FilePicker;
import waybill.ui.deliveries.Resending.Way;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** What is asked about before messages are sent again is what is sent. */
class ResendingTest {
    private final BackgroundRun window = new BackgroundRun();
    private final Ports ports = new Ports();
    private final Log log = new Log();
    private final Notes notes = new Notes();
    private Stage stage;
    private Resending resending;

    @BeforeEach
    void open() {
        var clock = new SettableClock();
        window.run(() -> {
            var sending = new SendingModel(window.context(), ports.with(log));
            var services = new DeliveriesServices(sending, new Registration(Optional::empty, _ -> {}),
                    new RequestSigner(clock, "test"),
                    FilePicker.ofSystem(), clock);
            resending = new Resending(window.context(), services, new MessageActions(window.context(), services, notes), notes);
            stage = new Stage();
            stage.setScene(new Scene(new StackPane(), 600, 400));
            stage.show();
        });
    }

    @AfterEach
    void close() {
        window.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        window.close();
    }

    @Test
    void sendsThoseThatWereCountedWhateverTheSearchFindsByThen() {
        log.found = List.of(3L, 5L);
        window.run(() -> resending.resend(stage, Way.AS_NEW, MessageQuery.all()));
        await().until(this::isAsked);
        log.found = List.of(3L, 5L, 8L);

        confirms();

        await().untilAsserted(() -> assertThat(ports.sent).containsExactly(new Selection.These(List.of(3L, 5L))));
    }

    @Test
    void leavesThoseThatWaitOutOfTheSearch() {
        log.found = List.of(3L);

        window.run(() -> resending.resend(stage, Way.AGAIN, MessageQuery.all()));

        await().until(() -> !ports.sent.isEmpty());
        assertThat(log.asked).isEqualTo(List.of(MessageState.DELIVERED, MessageState.FAILED, MessageState.CANCELLED));
    }

    @Test
    void countsNoLinkOfAMessageThatIsPassedOver() {
        log.states = List.of(MessageState.WAITING, MessageState.FAILED);
        log.linked = List.of(1L);

        window.run(() -> resending.resend(stage, Way.AGAIN, new Selection.These(List.of(2L, 1L))));

        await().untilAsserted(() -> assertThat(ports.sent).as("without a question about links")
                .containsExactly(new Selection.These(List.of(2L))));
    }

    @Test
    void saysHowManyAreHandedInWhereAFaultEndsIt() {
        log.found = LongStream.rangeClosed(1, 200).boxed().toList();
        ports.full = true;
        window.run(() -> resending.resend(stage, Way.AS_NEW, MessageQuery.all()));
        await().until(this::isAsked);

        confirms();

        await().untilAsserted(() -> assertThat(notes.told).contains("150 of 200 are handed in, from the oldest on; the rest is "
                + "not: The disk is full. Free some space."));
    }

    private boolean isAsked() {
        return window.call(() -> question("confirmButton").isPresent());
    }

    private void confirms() {
        window.run(() -> question("confirmButton").orElseThrow().fire());
    }

    private static Optional<Button> question(String id) {
        return Window.getWindows().stream().map(each -> (Button) each.getScene().lookup("#" + id))
                .filter(java.util.Objects::nonNull).findFirst();
    }

    /** Messages are numbered from 1 on. */
    private static final class Log extends FakePorts.EmptyLog {
        private volatile List<Long> found = List.of();
        private volatile List<Long> linked = List.of();
        private volatile List<MessageState> states = List.of();
        private volatile List<MessageState> asked = List.of();

        @Override
        public Selection.These select(MessageQuery query) {
            asked = query.states().stream().sorted().toList();
            return new Selection.These(found);
        }

        @Override
        public Optional<MessageRow> find(long number) {
            return Optional.of(new MessageRow(number, new MessageId("msg_" + "0".repeat(26)), 1, "line", 2, Instant.EPOCH,
                    states.get((int) number - 1), 1, Optional.empty(), Optional.empty()));
        }

        @Override
        public long countExpiredLinks(Selection selection) {
            return ((Selection.These) selection).numbers().stream().filter(linked::contains).count();
        }
    }

    private static final class Ports extends FakePorts {
        private final List<Selection> sent = new CopyOnWriteArrayList<>();
        private volatile boolean full;

        @Override
        public long sendAgain(Selection selection, Progress progress) {
            sent.add(selection);
            return 1;
        }

        @Override
        public long sendAsNew(Selection selection, Progress progress) {
            sent.add(selection);
            progress.done().accept(150);
            if (full) {
                throw new StorageException(Fault.DISK_FULL);
            }
            return 150;
        }
    }

    private static final class Notes implements MessageActions.Teller {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void say(String note) {
            told.add(note);
        }

        @Override
        public void changed() {
            // Nobody looks.
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void gone() {
            throw new UnsupportedOperationException();
        }
    }
}
