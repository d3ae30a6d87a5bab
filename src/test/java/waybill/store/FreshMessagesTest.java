package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DueMessage;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.delivery.Selection;
import waybill.delivery.Trigger;
import waybill.vault.FakeKeychain;

class FreshMessagesTest {
    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void givesOutEachOnce() {
        var fresh = new FreshMessages();
        var message = message(10);
        fresh.put(1, 3, message);
        assertThat(fresh.take(1)).contains(new FreshMessages.Fresh(3, message));
        assertThat(fresh.take(1)).isEmpty();
    }

    @Test
    void keepsTheFirstThatFitAndHasRoomAgainWhenTheyAreTaken() {
        var fresh = new FreshMessages();
        LongStream.rangeClosed(1, 17).forEach(number -> fresh.put(number, 3, message(MEGABYTE)));
        assertThat(fresh.take(17)).isEmpty();
        assertThat(fresh.take(16)).isPresent();
        fresh.put(18, 3, message(MEGABYTE));
        assertThat(fresh.take(18)).isPresent();
    }

    @Test
    void holdsWhatIsBeingHandedIn() {
        var fresh = new FreshMessages();
        fresh.holdFrom(7);
        fresh.holdFrom(9);
        assertThat(fresh.isHeld(6)).isFalse();
        assertThat(fresh.isHeld(7)).isTrue();
        fresh.release();
        assertThat(fresh.isHeld(7)).isFalse();
    }

    @Test
    void countsOneThatWasCancelledAndIsSentAgainInItsNewRound(@TempDir Path folder) {
        try (var home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), new SettableClock())) {
            long number = home.enqueue("a").getFirst();
            var it = new Selection.These(List.of(number));
            home.actions.cancel(it);
            home.actions.sendAgain(it, Progress.unseen());
            DueMessage due = home.due().getFirst();
            assertThat(due.trigger()).isEqualTo(Trigger.MANUAL);
            home.record(due, home.queue.revision(), QueueHome.delivered(), new Next.Delivered());
            assertThat(home.log.find(number).orElseThrow().state()).isEqualTo(MessageState.DELIVERED);
            assertThat(home.due()).isEmpty();
        }
    }

    @Test
    void saysWithWhatAMessageWasHandedInFreshAndReadBack(@TempDir Path folder) {
        var keychain = FakeKeychain.ready();
        var clock = new SettableClock();
        long batch;
        try (var home = new QueueHome(folder.resolve("home"), keychain, clock)) {
            home.enqueue("of another batch");
            batch = home.queue.newBatch();
            home.queue.enqueue(batch, List.of(QueueHome.message("b", "{}")));
            assertThat(home.due().getLast().batch()).isEqualTo(batch);
        }
        try (var home = new QueueHome(folder.resolve("home"), keychain, clock)) {
            assertThat(home.due().getLast().batch()).isEqualTo(batch);
        }
    }

    private static Message message(int bytes) {
        return new Message(MessageId.next(QueueHome.RANDOM), new byte[bytes]);
    }
}
