package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.store.QueueHome.answered;
import static waybill.store.QueueHome.delivered;
import static waybill.store.QueueHome.failed;
import static waybill.store.QueueHome.message;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
import waybill.delivery.Selection;
import waybill.delivery.Trigger;
import waybill.vault.FakeKeychain;

class SqlDeliveryQueueTest {
    private static final Duration LATER = Duration.ofSeconds(5);

    @TempDir private Path folder;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final SettableClock clock = new SettableClock();
    private QueueHome home;

    @BeforeEach
    void open() {
        home = new QueueHome(folder.resolve("home"), keychain, clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void givesOutTheBytesAsTheyWereHandedInAfterARestart() {
        byte[] large = new byte[20 * 1024 * 1024];
        QueueHome.RANDOM.nextBytes(large);
        var messages = List.of(message("empty", new byte[0]), message("large", large), message("small", "{\"a\":1}"));
        home.queue.enqueue(home.queue.newBatch(), messages);
        close();
        open();
        assertThat(home.due()).hasSize(1).extracting(due -> due.message().id())
                .containsExactly(messages.getFirst().message().id());
        var numbers = home.log.page(waybill.delivery.MessageQuery.all(), 0, 10).reversed();
        assertThat(numbers).extracting(row -> home.log.body(row.number()).orElseThrow()).containsExactly(new byte[0], large,
                "{\"a\":1}".getBytes());
    }

    @Test
    void givesOutTheOldestFirstAndNoneThatIsInFlight() {
        var numbers = home.enqueue("a", "b", "c");
        assertThat(home.queue.due(clock.instant(), Set.of(numbers.get(0)), 1)).extracting(DueMessage::number)
                .containsExactly(numbers.get(1));
        assertThat(home.queue.nextDue(Set.copyOf(numbers))).isEmpty();
    }

    @Test
    void givesOutAMessageAgainWhenItsRetryIsDue() {
        long number = home.enqueue("a").getFirst();
        home.record(number, 1, failed(), new Next.Retry(home.in(LATER)));
        assertThat(home.due()).isEmpty();
        assertThat(home.queue.nextDue(Set.of())).contains(home.in(LATER));
        clock.pass(LATER);
        var due = home.due().getFirst();
        assertThat(List.of(due.trigger(), due.attempt(), due.round())).containsExactly(Trigger.RETRY, 2, 1);
    }

    @Test
    void sendsAgainUnderTheSameIdAndCountsOn() {
        long number = home.enqueue("a").getFirst();
        var first = home.due().getFirst();
        home.record(number, 1, failed(), new Next.Failed());
        assertThat(home.actions.sendAgain(new Selection.These(List.of(number)), Progress.unseen())).isEqualTo(1);
        var again = home.due().getFirst();
        assertThat(again.message().id()).isEqualTo(first.message().id());
        assertThat(List.of(again.trigger(), again.attempt(), again.round())).containsExactly(Trigger.MANUAL, 2, 0);
    }

    @Test
    void sendsAsNewUnderANewIdWithTheSameBytes() {
        var message = message("a", "{\"premium\":12}");
        long number = home.queue.enqueue(home.queue.newBatch(), List.of(message)).getFirst();
        home.record(number, 1, delivered(), new Next.Delivered());
        assertThat(home.actions.sendAsNew(new Selection.These(List.of(number)), Progress.unseen())).isEqualTo(1);
        var copy = home.due().getFirst();
        assertThat(copy.message().body()).isEqualTo(message.message().body());
        assertThat(copy.message().id()).isNotEqualTo(message.message().id());
        assertThat(copy.attempt()).isEqualTo(1);
    }

    @Test
    void sendsNothingAfterAGoneUntilItIsReleased() {
        var numbers = home.enqueue("a", "b");
        var hold = home.record(numbers.get(0), 1, answered(410, "Gone", Duration.ofMillis(3)), new Next.Failed());
        assertThat(hold).contains(new Hold(Hold.Reason.GONE, clock.instant(), 0));
        assertThat(home.due()).isEmpty();
        close();
        open();
        assertThat(home.control.hold()).isEqualTo(hold);
        assertThat(home.log.find(numbers.get(1)).orElseThrow().state()).isEqualTo(MessageState.HELD);
        assertThat(home.queue.nextDue(Set.of())).isEmpty();
        home.control.release();
        assertThat(home.due()).extracting(DueMessage::number).containsExactly(numbers.get(1));
        assertThat(home.log.find(numbers.get(1)).orElseThrow().state()).isEqualTo(MessageState.WAITING);
    }

    @Test
    void holdsAfterSoManyFailuresInARow() {
        home.control.change(DeliverySettings.DEFAULT.withHoldAfter(3));
        var numbers = home.enqueue("a", "b", "c", "d", "e", "f");
        assertThat(fail(numbers.get(0))).isEmpty();
        assertThat(fail(numbers.get(1))).isEmpty();
        assertThat(home.record(numbers.get(2), 1, delivered(), new Next.Delivered())).isEmpty();
        assertThat(fail(numbers.get(3))).isEmpty();
        assertThat(fail(numbers.get(4))).isEmpty();
        assertThat(fail(numbers.get(5))).map(Hold::failures).contains(3);
    }

    @Test
    void whatWasCancelledInFlightStaysSoUnlessItWasDelivered() {
        var numbers = home.enqueue("a", "b", "c");
        assertThat(home.actions.cancel(new Selection.These(numbers))).isEqualTo(3);
        home.record(numbers.get(0), 1, delivered(), new Next.Delivered());
        home.record(numbers.get(1), 1, failed(), new Next.Retry(home.in(LATER)));
        home.record(numbers.get(2), 1, failed(), new Next.Failed());
        assertThat(numbers).extracting(number -> home.log.find(number).orElseThrow().state())
                .containsExactly(MessageState.DELIVERED, MessageState.CANCELLED, MessageState.CANCELLED);
        clock.pass(LATER);
        assertThat(home.due()).isEmpty();
    }

    @Test
    void aMessageThatIsTriedNowIsDueAtOnce() {
        long number = home.enqueue("a").getFirst();
        home.record(number, 1, failed(), new Next.Retry(home.in(LATER)));
        assertThat(home.actions.tryNow(new Selection.These(List.of(number)))).isEqualTo(1);
        assertThat(home.due()).extracting(DueMessage::trigger).containsExactly(Trigger.MANUAL);
    }

    @Test
    void noDelayGrowsWhenTheClockIsSetBack() {
        long number = home.enqueue("a").getFirst();
        home.record(number, 1, failed(), new Next.Retry(home.in(LATER)));
        Instant before = clock.instant();
        clock.set(before.minus(Duration.ofDays(1)));
        home.queue.clockWentBack(Duration.ofDays(1), clock.instant());
        assertThat(home.queue.nextDue(Set.of())).contains(home.in(LATER));
        assertThat(home.queue.latestKnownTime()).contains(clock.instant());
    }

    @Test
    void neverUsesANumberTwice() {
        var first = home.enqueue("a", "b");
        numbersDelivered(first);
        clock.pass(Duration.ofDays(31));
        assertThat(home.actions.remove(DeliverySettings.DEFAULT.retention(), Progress.unseen()).messages()).isEqualTo(2);
        close();
        open();
        assertThat(home.enqueue("c").getFirst()).isGreaterThan(first.getLast());
    }

    @Test
    void keepsSettingsAndPause() {
        var settings = DeliverySettings.DEFAULT.withAtOnce(32).withPerSecond(7).withHoldAfter(0)
                .withRetention(new waybill.delivery.Retention(0, 10))
                .withRetry(new waybill.delivery.RetryPolicy(20, Duration.ofMillis(1500), 2.5));
        assertThat(home.control.settings()).isEqualTo(DeliverySettings.DEFAULT);
        home.control.change(settings);
        home.control.setPaused(true);
        close();
        open();
        assertThat(home.control.settings()).isEqualTo(settings);
        assertThat(home.control.isPaused()).isTrue();
    }

    private void numbersDelivered(List<Long> numbers) {
        numbers.forEach(number -> home.record(number, 1, delivered(), new Next.Delivered()));
    }

    private Optional<Hold> fail(long number) {
        return home.record(number, 1, failed(), new Next.Failed());
    }
}
