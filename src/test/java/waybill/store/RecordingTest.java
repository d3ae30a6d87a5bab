package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.store.QueueHome.answered;
import static waybill.store.QueueHome.failed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DeliverySettings;
import waybill.delivery.DueMessage;
import waybill.delivery.Hold;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.Selection;
import waybill.delivery.Timings;
import waybill.delivery.Trigger;
import waybill.destination.Readiness;
import waybill.vault.FakeKeychain;

/** What outcomes mean where something else happened while they were on their way. */
class RecordingTest {
    private static final Outcome GONE = answered(410, "Gone", Duration.ofMillis(3));
    private static final Outcome STOPPED = new Outcome.Cancelled(Timings.none());

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private QueueHome home;

    @BeforeEach
    void openWithADestination() {
        home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), clock);
        home.home.destinations().register(Destinations.bearer("first"), Readiness.notTested());
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void aMessageThatIsSentAgainWhileItIsInFlightIsSentAgain() {
        long number = home.enqueue("a").getFirst();
        var inFlight = home.due().getFirst();
        cancelAndSendAgain(number);
        record(inFlight, failed(), new Next.Failed());
        assertThat(state(number)).isEqualTo(MessageState.WAITING);
        var again = home.due().getFirst();
        assertThat(List.of(again.trigger(), again.attempt(), again.round())).containsExactly(Trigger.MANUAL, 2, 0);
        assertThat(home.log.attempts(number)).hasSize(1);
    }

    @Test
    void soIsOneThatIsSentAgainTwiceMeanwhile() {
        long number = home.enqueue("a").getFirst();
        var inFlight = home.due().getFirst();
        cancelAndSendAgain(number);
        cancelAndSendAgain(number);
        record(inFlight, failed(), new Next.Retry(home.in(Duration.ofHours(1))));
        assertThat(home.due()).extracting(DueMessage::trigger).containsExactly(Trigger.MANUAL);
    }

    @Test
    void aMessageThatWasCancelledUnsentAndIsSentAgainHasAllItsRetriesAndNoMore() {
        long number = home.enqueue("a").getFirst();
        cancelAndSendAgain(number);
        var first = home.due().getFirst();
        assertThat(first.attempt()).isEqualTo(1);
        record(first, failed(), new Next.Retry(clock.instant()));
        assertThat(home.due().getFirst().round()).isEqualTo(1);
    }

    @Test
    void anAttemptThatWasStoppedUsesUpNoRetry() {
        home.enqueue("a");
        record(home.due().getFirst(), failed(), new Next.Retry(clock.instant()));
        record(home.due().getFirst(), STOPPED, new Next.Retry(clock.instant()));
        var third = home.due().getFirst();
        assertThat(List.of(third.attempt(), third.round())).containsExactly(3, 1);
        record(third, failed(), new Next.Retry(clock.instant()));
        var fourth = home.due().getFirst();
        assertThat(List.of(fourth.attempt(), fourth.round())).containsExactly(4, 2);
    }

    @Test
    void whatWasStillUnderWayChangesNoHold() {
        home.control.change(DeliverySettings.DEFAULT.withHoldAfter(1));
        home.enqueue("a", "b", "c");
        var due = home.due();
        var hold = record(due.get(0), failed(), new Next.Failed());
        assertThat(hold).map(Hold::reason).contains(Hold.Reason.FAILURES);
        clock.pass(Duration.ofSeconds(9));
        assertThat(record(due.get(1), GONE, new Next.Failed())).isEmpty();
        assertThat(home.control.hold()).isEqualTo(hold);
    }

    @Test
    void theHoldGoesWithTheDestination() {
        long number = home.enqueue("a", "b").getLast();
        record(home.due().getFirst(), GONE, new Next.Failed());
        assertThat(state(number)).isEqualTo(MessageState.HELD);
        home.home.destinations().delete();
        assertThat(home.control.hold()).isEmpty();
        assertThat(state(number)).isEqualTo(MessageState.WAITING);
    }

    @Test
    void soDoTheFailuresInARow() {
        home.control.change(DeliverySettings.DEFAULT.withHoldAfter(2));
        home.enqueue("a", "b");
        record(home.due().getFirst(), failed(), new Next.Failed());
        home.home.destinations().delete();
        home.home.destinations().register(Destinations.bearer("second"), Readiness.notTested());
        assertThat(record(home.due().getFirst(), failed(), new Next.Failed())).isEmpty();
    }

    @Test
    void whatTheOldDestinationAnswersHoldsNotTheNewOne() {
        home.control.change(DeliverySettings.DEFAULT.withHoldAfter(1));
        home.enqueue("a", "b", "c");
        var due = home.due();
        String old = home.queue.revision();
        home.home.destinations().replace(Destinations.bearer("second"), Readiness.notTested());
        assertThat(home.record(due.get(0), old, GONE, new Next.Failed())).isEmpty();
        assertThat(home.record(due.get(1), old, failed(), new Next.Failed())).isEmpty();
        assertThat(record(due.get(2), GONE, new Next.Failed())).isPresent();
    }

    @Test
    void whatFailedHalfWayIsNoPartOfTheNextTransaction() {
        var deliveries = new Deliveries(home.home.database());
        assertThatThrownBy(() -> deliveries.<Boolean>write((connection, _) -> {
            DeliveryTable.setPaused(connection, true);
            throw new OutOfMemoryError("as said");
        })).isInstanceOf(OutOfMemoryError.class);
        home.enqueue("a");
        assertThat(home.control.isPaused()).isFalse();
    }

    private void cancelAndSendAgain(long number) {
        assertThat(home.actions.cancel(these(number))).isEqualTo(1);
        assertThat(home.actions.sendAgain(these(number), Progress.unseen())).isEqualTo(1);
    }

    private Optional<Hold> record(DueMessage due, Outcome outcome, Next next) {
        return home.record(due, home.queue.revision(), outcome, next);
    }

    private MessageState state(long number) {
        return home.log.find(number).orElseThrow().state();
    }

    private static Selection these(long number) {
        return new Selection.These(List.of(number));
    }
}
