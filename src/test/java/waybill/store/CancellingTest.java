package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.DeliveryActions;
import waybill.delivery.DueMessage;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;

/** What is cancelled while it is being sent, with a real database and the real worker. */
@Timeout(60)
class CancellingTest {

    @TempDir private Path folder;
    private MuchSent much;

    @BeforeEach
    void handMuchIn() {
        much = new MuchSent(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        much.close();
    }

    @Test
    void noMoreIsSentOfABatchThanWasUnderWayWhenItWasCancelled() {
        much.worker.start();
        await().until(() -> much.endpoint.sent.get() > 500);

        var asked = new AtomicInteger();
        much.worker.whileStill(() -> {
            asked.set(much.endpoint.sent.get());
            much.cancel();
        }, MuchSent.PATIENCE);
        StateCounts counted = much.count();

        assertThat(counted.of(MessageState.DELIVERED)).isEqualTo(much.endpoint.sent.get());
        assertThat(counted.of(MessageState.CANCELLED)).isPositive().isEqualTo(MuchSent.MANY - much.endpoint.sent.get());
        assertThat(much.endpoint.sent.get() - asked.get()).isBetween(0, MuchSent.AT_ONCE);
        much.goesOnWithOthers();
        assertThat(much.count()).isEqualTo(counted);
    }

    @Test
    void nothingIsSentOfABatchThatWasPausedBefore() {
        much.worker.start();
        await().until(() -> much.endpoint.sent.get() > 500);
        much.worker.pause();
        await().until(() -> much.worker.status().inFlight() == 0);
        int before = much.endpoint.sent.get();

        much.worker.whileStill(much::cancel, MuchSent.PATIENCE);
        assertThat(much.count()).isEqualTo(new StateCounts(
                Map.of(MessageState.DELIVERED, (long) before, MessageState.CANCELLED, (long) MuchSent.MANY - before)));
        assertThat(much.worker.status().isPaused()).as("a person's pause").isTrue();
        much.worker.resume();

        much.goesOnWithOthers();
        assertThat(much.endpoint.sent.get()).isEqualTo(before + 1);
    }

    @Test
    void theCountWaitsForAnAnswerThatIsLate() throws InterruptedException {
        much.endpoint.isSlow = true;
        much.worker.start();
        await().until(() -> much.endpoint.sent.get() == MuchSent.AT_ONCE);
        var cancelled = new CountDownLatch(1);
        var counted = new AtomicReference<StateCounts>();
        var counting = Thread.ofPlatform().daemon().start(() -> {
            much.worker.whileStill(() -> {
                much.cancel();
                cancelled.countDown();
            }, MuchSent.PATIENCE);
            counted.set(much.count());
        });
        cancelled.await();

        much.endpoint.goesOn.countDown();

        counting.join();
        assertThat(counted.get().of(MessageState.DELIVERED)).isEqualTo(MuchSent.AT_ONCE);
    }

    @Test
    void othersAreSentWhileAnAnswerIsLate() throws InterruptedException {
        much.endpoint.isFirstSlow = true;
        much.worker.start();
        await().until(() -> much.endpoint.sent.get() > 1);
        var counted = new AtomicReference<StateCounts>();
        var counting = Thread.ofPlatform().daemon().start(() -> {
            much.worker.whileStill(much::cancel, MuchSent.PATIENCE);
            counted.set(much.count());
        });
        await().until(() -> much.count().of(MessageState.CANCELLED) > 0);

        much.goesOnWithOthers();

        assertThat(counted.get()).as("waits for the one that is under way").isNull();
        much.endpoint.goesOn.countDown();
        counting.join();
        assertThat(counted.get().of(MessageState.DELIVERED)).isEqualTo(MuchSent.MANY - counted.get().of(MessageState.CANCELLED));
        assertThat(counted.get().of(MessageState.DELIVERED)).isEqualTo(much.endpoint.sent.get() - 1);
    }

    @Test
    void whatWasCancelledBeforeAStopIsNotSentAfterIt() {
        var numbers = much.home.log.page(MessageQuery.all(), 0L, MuchSent.MANY).stream().map(MessageRow::number).sorted()
                .toList();
        // The last step is about one message.
        var cancelled = numbers.subList(1, 5_502);
        much.cancelling().begin(cancelled);
        much.reopen();

        much.worker.start();

        await().until(() -> much.count().of(MessageState.WAITING) == 0);
        assertThat(much.count()).isEqualTo(new StateCounts(
                Map.of(MessageState.DELIVERED, 499L, MessageState.CANCELLED, (long) cancelled.size())));
        assertThat(much.endpoint.sent.get()).isEqualTo(499);
    }

    @Test
    void marksThoseThatWereMeantAndWaitAndNoOthers() {
        var numbers = much.home.log.page(MessageQuery.all(), 0L, 2_001).stream().map(MessageRow::number).sorted().toList();
        var odd = IntStream.range(0, 2_000).filter(i -> i % 2 == 1).mapToObj(numbers::get).toList();
        much.home.record(odd.getFirst(), 1, QueueHome.delivered(), new Next.Delivered());
        much.cancelling().begin(odd);
        much.cancelling().begin(odd.subList(10, 20));
        much.cancelling().begin(List.of());

        much.cancelling().finish();
        much.cancelling().finish();

        assertThat(much.home.due()).extracting(DueMessage::number).doesNotContainAnyElementsOf(odd);
        assertThat(much.count()).isEqualTo(new StateCounts(
                Map.of(MessageState.DELIVERED, 1L, MessageState.CANCELLED, 999L, MessageState.WAITING, MuchSent.MANY - 1_000L)));
    }

    @Test
    void oneThatBeginsWhereAnotherGoesOnIsDoneToo() {
        var numbers = numbers();
        much.cancelling().begin(numbers.subList(0, 1_200));
        much.cancelling().begin(List.of(numbers.get(500)));
        much.cancelling().begin(numbers.subList(1_000, 1_300));

        much.cancelling().finish();

        assertThat(much.count().of(MessageState.CANCELLED)).isEqualTo(1_300);
    }

    @Test
    void whatWasCancelledAndIsNotMarkedYetIsNotGivenOut() {
        var numbers = numbers();
        much.cancelling().begin(numbers.subList(0, 5_000));
        much.cancelling().begin(List.of(numbers.get(5_001)));
        much.cancelling().begin(numbers.subList(100, 200));
        var left = new ArrayList<>(numbers.subList(5_000, MuchSent.MANY));
        left.remove(numbers.get(5_001));

        assertThat(much.home.due()).extracting(DueMessage::number).isEqualTo(left);
        assertThat(much.home.queue.due(much.clock.instant(), Set.copyOf(left.subList(0, 3)), 2)).extracting(DueMessage::number)
                .isEqualTo(left.subList(3, 5));
        assertThat(much.home.queue.nextDue(Set.copyOf(left.subList(1, left.size())))).contains(much.clock.instant());
        assertThat(much.home.queue.nextDue(Set.copyOf(left))).isEmpty();
    }

    @Test
    void whatIsRetriedAtManyTimesIsPassedOverToo() {
        var numbers = numbers();
        for (int i = 0; i < 200; i++) {
            much.home.record(numbers.get(i), 1, QueueHome.failed(), new Next.Retry(much.home.in(Duration.ofSeconds(i))));
        }
        much.clock.pass(Duration.ofSeconds(300));
        much.cancelling().begin(numbers.subList(100, MuchSent.MANY));
        much.cancelling().begin(numbers.subList(150, 160));

        assertThat(much.home.due()).extracting(DueMessage::number).isEqualTo(numbers.subList(0, 100));
    }

    @Test
    void oneThatWasUnderWayIsCancelledOnceItsAnswerCameUnlessItWasDelivered() {
        var numbers = numbers();
        much.cancelling().begin(numbers.subList(0, 1_000));

        much.home.record(numbers.get(0), 1, QueueHome.failed(), new Next.Failed());
        much.home.record(numbers.get(1), 1, QueueHome.failed(), new Next.Retry(much.clock.instant()));
        much.home.record(numbers.get(2), 1, QueueHome.delivered(), new Next.Delivered());
        much.home.record(numbers.get(1_000), 1, QueueHome.failed(), new Next.Failed());

        assertThat(much.count()).isEqualTo(new StateCounts(Map.of(MessageState.CANCELLED, 2L, MessageState.DELIVERED, 1L,
                MessageState.FAILED, 1L, MessageState.WAITING, MuchSent.MANY - 4L)));
        much.cancelling().finish();
        assertThat(much.count().of(MessageState.WAITING)).isEqualTo(MuchSent.MANY - 1_001L);
    }

    @Test
    void othersAreSentBetweenTheStepsInWhichItIsMarked() {
        much.worker.start();
        much.worker.pause();
        much.begin();

        much.worker.resume();
        much.goesOnWithOthers();

        assertThat(much.count().of(MessageState.WAITING)).as("not marked yet").isPositive();
        int sent = much.endpoint.sent.get();
        await().until(() -> much.count().of(MessageState.WAITING) == 0);
        assertThat(much.endpoint.sent.get()).isEqualTo(sent);
    }

    @Test
    void isMarkedWhileAllIsPaused() {
        much.worker.start();
        much.worker.pause();
        await().until(() -> much.worker.status().inFlight() == 0);
        much.begin();
        much.worker.wake();

        await().until(() -> much.count().of(MessageState.WAITING) == 0);
    }

    @Test
    void whatIsSentAgainAfterwardsStaysSo() {
        var numbers = numbers();
        much.cancelling().begin(numbers);
        long first = numbers.getFirst();
        much.home.record(first, 1, QueueHome.delivered(), new Next.Delivered());

        much.home.actions.sendAgain(new Selection.These(List.of(first)), DeliveryActions.Progress.unseen());
        much.cancelling().finish();

        assertThat(much.home.due()).extracting(DueMessage::number).containsExactly(first);
    }

    @Test
    void whatCannotBeEndsAsWell() {
        much.home.home.database().run(session -> session.write((connection, _) -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("INSERT INTO cancelling (first, last) VALUES (0, " + Long.MAX_VALUE + ")");
            }
        }));

        much.cancelling().finish();

        assertThat(much.count().of(MessageState.CANCELLED)).isEqualTo(MuchSent.MANY);
    }

    private List<Long> numbers() {
        return much.home.log.page(MessageQuery.all(), 0L, MuchSent.MANY).stream().map(MessageRow::number).sorted().toList();
    }

    @Test
    void itGoesOnWhereTheChangeFails() {
        much.worker.start();
        try {
            much.worker.whileStill(() -> {
                throw new IllegalStateException("as if the disk were full");
            }, MuchSent.PATIENCE);
        } catch (IllegalStateException _) {
            // As it should.
        }

        await().until(() -> much.count().of(MessageState.DELIVERED) > 500);
    }
}
