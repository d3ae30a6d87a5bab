package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import waybill.SettableClock;
import waybill.delivery.MessageId;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.RequestSigner;
import waybill.delivery.Selection;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.ui.BackgroundRun;
import waybill.ui.FilePicker;
import waybill.ui.sending.FakePorts;
import waybill.ui.sending.SendingModel;

/** What is done with one message from the log. */
class MessageActionsTest {
    private final BackgroundRun window = new BackgroundRun();
    private final FakePorts ports = new FakePorts();
    private Optional<Destination> registered = Optional.empty();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void nothingIsSentWhileItIsCancelled() {
        window.run(() -> actions().cancel(new Selection.These(List.of(1L))));

        await().until(() -> told.contains("changed"));
        assertThat(ports.written()).containsExactly("still", "cancel", "going on");
    }

    @Test
    void copiesNoCommandOfABodyThatIsTooLargeForOne() {
        registered = Optional.of(new Destination(EndpointUrl.of("https://hooks.example.com/in"), new Auth.None()));

        window.run(() -> actions().copyCurl(row(1_000_001)));

        assertThat(told).containsExactly(
                "The body is too large for a command: up to 1 MB can be copied. Send it again from here instead.");
    }

    @Test
    void copiesNoCommandWhereNothingIsRegistered() {
        window.run(() -> actions().copyCurl(row(2)));

        assertThat(told).hasSize(1).allMatch(note -> note.contains("Register a destination first"));
    }

    private static MessageRow row(int size) {
        return new MessageRow(1, new MessageId("msg_" + "0".repeat(26)), 1, "a", size, Instant.EPOCH, MessageState.DELIVERED, 1,
                Optional.empty(), Optional.empty());
    }

    private MessageActions actions() {
        var clock = new SettableClock();
        var services = new DeliveriesServices(new SendingModel(window.context(), ports.with(new FakePorts.EmptyLog())),
                new Registration(() -> registered, _ -> {}), new RequestSigner(clock, "test"), FilePicker.ofSystem(), clock);
        return new MessageActions(window.context(), services, new Told());
    }

    private final class Told implements MessageActions.Teller {
        @Override
        public void say(String note) {
            told.add(note);
        }

        @Override
        public void changed() {
            told.add("changed");
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
