package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import waybill.delivery.Sending.Activity;
import waybill.destination.StorageException;

/** What nobody expects to go wrong: delivery goes on, says so, and loses nothing. */
@Timeout(30)
class DeliveryWorkerFaultTest {
    private final Delivering delivering = new Delivering();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void aSenderThatFailsTriesTheMessageAgain() {
        var failures = new AtomicInteger(2);
        delivering.transport.answer(_ -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("as said");
            }
            return Optional.of(ScriptedTransport.answered(200));
        });
        delivering.worker.start();
        delivering.handIn(50);
        delivering.awaitRecorded(50);
        await().untilAsserted(() -> assertThat(delivering.worker.status().inFlight()).isZero());
        assertThat(delivering.reported).hasSize(2).hasOnlyElementsOfType(OutOfMemoryError.class);
    }

    @Test
    void aMessageThatAlwaysFailsHoldsUpOneThreadOnly() {
        delivering.queue.change(DeliverySettings.DEFAULT.withAtOnce(2));
        var poison = new AtomicInteger();
        delivering.transport.answer(request -> {
            if (request.body().length == 7) {
                poison.incrementAndGet();
                throw new IllegalStateException("as said");
            }
            return Optional.of(ScriptedTransport.answered(200));
        });
        delivering.worker.start();
        delivering.handIn(1, 7);
        delivering.handIn(500);
        delivering.awaitRecorded(500);
        assertThat(poison.get()).isLessThan(5);
    }

    @Test
    void whoeverRecordsTriesAgain() {
        delivering.queue.failWritingWith(Optional.of(new OutOfMemoryError("as said")));
        delivering.worker.start();
        delivering.handIn(20);
        awaitFault();
        delivering.queue.failWritingWith(Optional.empty());
        delivering.worker.wake();
        delivering.awaitRecorded(20);
        assertThat(delivering.transport.sent()).hasSize(20);
    }

    @Test
    void whoeverReadsAheadTriesAgain() {
        delivering.queue.failReadingWith(Optional.of(new IllegalStateException("as said")));
        delivering.worker.start();
        delivering.handIn(20);
        awaitFault();
        delivering.queue.failReadingWith(Optional.empty());
        delivering.worker.wake();
        delivering.awaitRecorded(20);
        assertThat(delivering.worker.status().fault()).isEmpty();
    }

    @Test
    void bodiesInFlightAreBoundedTogether() {
        delivering.queue.change(DeliverySettings.DEFAULT.withAtOnce(32));
        delivering.transport.answerWhenReleased();
        delivering.worker.start();
        delivering.handIn(20, 20 * 1024 * 1024);
        delivering.awaitSent(3);
        delivering.assertNothingMoreIsSent();
        for (int released = 1; released <= 17; released++) {
            delivering.transport.release(ScriptedTransport.answered(200));
            delivering.awaitSent(3 + released);
        }
        delivering.transport.answerAlways(200);
    }

    private void awaitFault() {
        await().untilAsserted(() -> assertThat(delivering.worker.status().fault()).contains(StorageException.Fault.OTHER));
        assertThat(delivering.worker.status().activity()).isEqualTo(Activity.STORAGE_FAULT);
        assertThat(delivering.reported).isNotEmpty();
    }
}
