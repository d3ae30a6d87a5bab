package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which messages share a connection. */
@Timeout(30)
class BatchChannelTest {
    private final Delivering delivering = new Delivering();
    private int batch;

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void messagesOfABatchShareOne() {
        oneAtATime();
        handIn(5);
        delivering.worker.start();
        delivering.awaitRecorded(5);
        assertThat(delivering.transport.connections()).isEqualTo(1);
    }

    @Test
    void messagesThatWereHandedInAloneShareNone() {
        oneAtATime();
        handIn(1);
        handIn(1);
        handIn(1);
        delivering.worker.start();
        delivering.awaitRecorded(3);
        assertThat(delivering.transport.connections()).isEqualTo(3);
    }

    @Test
    void attemptsOfOneMessageShareNone() {
        oneAtATime();
        delivering.transport.answerAlways(503);
        handIn(1);
        delivering.worker.start();
        delivering.awaitRecorded(1);
        delivering.transport.answerAlways(200);
        delivering.queue.retryAt(1, delivering.clock.instant());
        delivering.worker.look();
        delivering.awaitRecorded(2);
        assertThat(delivering.transport.connections()).isEqualTo(2);
    }

    /** The rehearsal is in a hurry, but its attempts are as far apart as the real ones. */
    @Test
    void attemptsOfARehearsalShareNone() {
        delivering.transport.answerAlways(503);
        var plan = new Rehearsal.Plan(new byte[2], Delivering.to("https://localhost/in"), RetryPolicy.DEFAULT, 1e9);
        new Rehearsal(delivering.transport, "test", delivering.clock, new SecureRandom(), _ -> {}).run(plan, new Cancellation(),
                _ -> {});
        assertThat(delivering.transport.connections()).isEqualTo(delivering.transport.sent().size()).isGreaterThan(1);
    }

    @Test
    void aConnectionThatIsNotUsedIsLetGo() {
        oneAtATime();
        handIn(2);
        delivering.worker.start();
        delivering.awaitRecorded(2);
        await().pollInterval(Duration.ofMillis(20)).until(() -> delivering.transport.kept() == 0);
    }

    private void oneAtATime() {
        delivering.queue.change(DeliverySettings.DEFAULT.withAtOnce(1));
    }

    private void handIn(int count) {
        batch++;
        for (int i = 0; i < count; i++) {
            delivering.queue.enqueue(batch,
                    List.of(new NewMessage(new Message(MessageId.next(new SecureRandom()), new byte[2]), "message")));
        }
    }
}
