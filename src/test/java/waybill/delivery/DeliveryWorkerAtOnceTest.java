package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waybill.delivery.ScriptedTransport.answered;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds as soon as a call returns, while the thread that reads ahead is held up. */
@Timeout(30)
class DeliveryWorkerAtOnceTest {
    private final Delivering delivering = new Delivering();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void aPauseTakesEffectBeforeItReturns() throws InterruptedException {
        sendFourAndHoldUpReading();
        delivering.worker.pause();
        delivering.transport.release(answered(200));
        delivering.assertNothingMoreIsSent();
    }

    @Test
    void nothingThatWasReadBeforeGoesToTheOldDestinationOnceItWasChanged() throws InterruptedException {
        sendFourAndHoldUpReading();
        delivering.worker.whileStill(
                () -> delivering.destination.set(Optional.of(Delivering.to("https://second.example.com/"))), Duration.ZERO);
        delivering.transport.answerAlways(200);
        for (int sent = 0; sent < 4; sent++) {
            delivering.transport.release(answered(200));
        }
        delivering.assertNothingMoreIsSent();
        delivering.queue.letReadingGoOn();
        delivering.awaitRecorded(50);
        assertThat(delivering.transport.sent().stream().skip(4)).extracting(request -> request.url().host())
                .hasSize(46).containsOnly("second.example.com");
    }

    @Test
    void itIsToldThatSomethingIsSentBeforeAnythingIsAnswered() {
        var told = new CopyOnWriteArrayList<Sending.Activity>();
        delivering.transport.answerWhenReleased();
        delivering.worker.onChange(() -> told.add(delivering.worker.status().activity()));
        delivering.worker.start();
        await().until(() -> told.contains(Sending.Activity.IDLE));
        delivering.handIn(1);
        await().until(() -> told.contains(Sending.Activity.SENDING));
    }

    /** 46 are read ahead. */
    private void sendFourAndHoldUpReading() throws InterruptedException {
        delivering.transport.answerWhenReleased();
        delivering.worker.start();
        delivering.handIn(50);
        delivering.awaitSent(4);
        var reads = delivering.queue.holdUpReading();
        delivering.worker.wake();
        assertThat(reads.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
