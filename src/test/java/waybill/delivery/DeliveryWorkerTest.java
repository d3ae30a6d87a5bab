package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waybill.delivery.ScriptedTransport.answered;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import waybill.SettableClock;
import waybill.delivery.Sending.Activity;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Secret;
import waybill.destination.StorageException;

@Timeout(30)
class DeliveryWorkerTest {
    private static final Destination FIRST = to("https://first.example.com/in");

    private final SettableClock clock = new SettableClock();
    private final MemoryQueue queue = new MemoryQueue(clock);
    private final ScriptedTransport transport = new ScriptedTransport();
    private final AtomicReference<Optional<Destination>> destination = new AtomicReference<>(Optional.of(FIRST));
    private final SecureRandom random = new SecureRandom();
    private final DeliveryWorker worker = new DeliveryWorker(queue, queue, destination::get,
            new AttemptMaker(new RequestSigner(clock, "test"), transport, clock, random, () -> Duration.ofSeconds(30)),
            new Surroundings(clock, clock.monotonic(), Thread.ofPlatform().daemon().factory()));

    @AfterEach
    void close() {
        transport.answerAlways(200);
        worker.close();
    }

    @Test
    void deliversWhatIsHandedInOnceAndSaysSo() {
        var told = new AtomicInteger();
        worker.onChange(() -> told.set(queue.recorded().size()));
        worker.start();
        handIn(700);
        await().untilAsserted(() -> assertThat(queue.recorded()).hasSize(700));
        assertThat(transport.sent()).hasSize(700).extracting(request -> request.header("webhook-id").orElseThrow())
                .doesNotHaveDuplicates();
        await().untilAsserted(() -> assertThat(told).hasValue(700));
        assertThat(worker.status().recorded()).isEqualTo(700);
        await().untilAsserted(() -> assertThat(worker.status().activity()).isEqualTo(Activity.IDLE));
    }

    @Test
    void followsTheScheduleAndGivesUpAfterIt() {
        transport.answerAlways(503);
        worker.start();
        handIn(1);
        for (int attempt = 1; attempt <= 4; attempt++) {
            awaitRecorded(attempt);
            if (attempt < 4) {
                var due = ((Next.Retry) queue.recorded().getLast().next()).due();
                clock.pass(Duration.between(clock.instant(), due).minusMillis(1));
                worker.look();
                assertNothingMoreIsSent(attempt);
                clock.pass(Duration.ofMillis(1));
                worker.look();
            }
        }
        assertThat(queue.recorded().getLast().next()).isEqualTo(new Next.Failed());
        assertThat(transport.sent()).extracting(request -> request.header("Waybill-Trigger").orElseThrow()).containsExactly(
                "initial",
                "retry", "retry", "retry");
        assertThat(transport.sent()).extracting(request -> request.header("webhook-id").orElseThrow()).containsOnly(
                transport.sent().getFirst().header("webhook-id").orElseThrow());
    }

    @Test
    void saysThatItIsPausedAlsoWhileSomethingElseHoldsItUp() {
        transport.answerAlways(410);
        worker.start();
        handIn(1);
        await().until(() -> worker.status().activity() == Activity.ON_HOLD);

        worker.pause();

        await().until(() -> worker.status().isPaused());
        assertThat(worker.status().activity()).isEqualTo(Activity.ON_HOLD);
        worker.resume();
        await().until(() -> !worker.status().isPaused());
    }

    @Test
    void keepsTheScheduleWhenTheClockIsSetBack() {
        transport.answerAlways(503);
        worker.start();
        handIn(1);
        awaitRecorded(1);
        clock.set(clock.instant().minus(Duration.ofDays(1)));
        clock.pass(Duration.ofSeconds(6));
        worker.look();
        awaitRecorded(2);
    }

    @Test
    void keepsTheScheduleWhenTheClockWasSetBackWhileItWasOff() {
        handIn(1);
        queue.retryAt(1, clock.instant().plusSeconds(5));
        queue.setLatest(clock.instant());
        clock.set(clock.instant().minus(Duration.ofDays(1)));
        worker.start();
        await().until(queue::isSetBack);
        clock.pass(Duration.ofSeconds(5));
        worker.look();
        awaitRecorded(1);
    }

    @Test
    void beginsNothingWhilePaused() {
        transport.answerWhenReleased();
        worker.start();
        handIn(50);
        await().until(() -> transport.sent().size() == 4);
        worker.pause();
        IntStream.range(0, 4).forEach(_ -> transport.release(answered(200)));
        awaitRecorded(4);
        await().untilAsserted(() -> assertThat(worker.status().activity()).isEqualTo(Activity.PAUSED));
        await().untilAsserted(() -> assertThat(worker.status().inFlight()).isZero());
        assertNothingMoreIsSent(4);
        transport.answerAlways(200);
        worker.resume();
        awaitRecorded(50);
    }

    @Test
    void sendsNothingMoreAfterAGone() {
        queue.change(DeliverySettings.DEFAULT.withAtOnce(1));
        transport.answerAlways(410);
        worker.start();
        handIn(50);
        awaitRecorded(1);
        await().untilAsserted(() -> assertThat(worker.status().hold()).map(Hold::reason).contains(Hold.Reason.GONE));
        assertNothingMoreIsSent(1);
        transport.answerAlways(200);
        queue.release();
        worker.wake();
        awaitRecorded(50);
    }

    @Test
    void keepsWhatCannotBeWrittenAndSendsNothingMeanwhile() {
        queue.setFull(true);
        worker.start();
        handIn(50);
        await().untilAsserted(() -> assertThat(worker.status().fault()).contains(StorageException.Fault.DISK_FULL));
        assertThat(worker.status().activity()).isEqualTo(Activity.STORAGE_FAULT);
        int sent = transport.sent().size();
        assertNothingMoreIsSent(sent);
        queue.setFull(false);
        worker.wake();
        awaitRecorded(50);
        assertThat(transport.sent()).hasSize(50);
    }

    @Test
    void waitsForADestinationAndSendsToTheNewOne() {
        destination.set(Optional.empty());
        worker.start();
        handIn(2);
        await().untilAsserted(() -> assertThat(worker.status().activity()).isEqualTo(Activity.NO_DESTINATION));
        assertThat(transport.sent()).isEmpty();
        destination.set(Optional.of(to("https://second.example.com/")));
        worker.wake();
        awaitRecorded(2);
        assertThat(transport.sent()).extracting(request -> request.url().host()).containsOnly("second.example.com");
    }

    @Test
    void sendsNoMoreAtOnceThanIsSet() {
        transport.answerWhenReleased();
        worker.start();
        handIn(50);
        await().until(() -> transport.sent().size() == 4);
        queue.change(DeliverySettings.DEFAULT.withAtOnce(7));
        worker.wake();
        await().until(() -> transport.sent().size() == 7);
        assertNothingMoreIsSent(7);
        assertThat(worker.status().inFlight()).isGreaterThanOrEqualTo(7);
        transport.answerAlways(200);
        IntStream.range(0, 7).forEach(_ -> transport.release(answered(200)));
        awaitRecorded(50);
    }

    @Test
    void sendsNoMoreASecondThanIsSet() {
        queue.change(DeliverySettings.DEFAULT.withPerSecond(5));
        worker.start();
        handIn(50);
        awaitRecorded(1);
        assertNothingMoreIsSent(1);
        for (int sent = 2; sent <= 6; sent++) {
            clock.pass(Duration.ofMillis(200));
            worker.look();
            awaitRecorded(sent);
        }
        assertNothingMoreIsSent(6);
    }

    @Test
    void tidiesUpWhenItIsIdleAndNowAndThenWhenItIsNot() {
        queue.hasParts(2);
        transport.answerWhenReleased();
        worker.start();
        await().untilAsserted(() -> assertThat(worker.status().activity()).isEqualTo(Activity.IDLE));
        passAndLook(Duration.ofSeconds(9));
        assertThat(queue.tidied()).isEmpty();
        passAndLook(Duration.ofSeconds(2));
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(queue.tidied()).containsExactly(true, true));
        handIn(1);
        await().until(() -> transport.sent().size() == 1);
        passAndLook(Duration.ofSeconds(59));
        passAndLook(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(queue.tidied()).containsExactly(true, true, false));
    }

    private void passAndLook(Duration duration) {
        clock.pass(duration);
        worker.look();
        assertNothingMoreIsSent(transport.sent().size());
    }

    @Test
    void writesWhatCameOfExchangesThatItCutsOffWhenItEnds() {
        transport.answerWhenReleased();
        worker.start();
        handIn(50);
        await().until(() -> transport.sent().size() == 4);
        worker.close();
        assertThat(queue.recorded()).hasSize(4).allSatisfy(recorded -> {
            assertThat(recorded.attempt().outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(recorded.next()).isInstanceOf(Next.Retry.class);
        });
        assertThat(worker.status().activity()).isEqualTo(Activity.STOPPED);
    }

    @Test
    void keepsNoSecretThatTheEndpointEchoes() {
        transport.answer(request -> Optional.of(echo(request)));
        worker.start();
        handIn(1);
        awaitRecorded(1);
        var attempt = queue.recorded().getFirst().attempt();
        var answer = attempt.outcome().received().orElseThrow();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("you sent Bearer " + Secret.MASK);
        assertThat(answer.headers()).extracting(HeaderField::value).containsExactly("Bearer " + Secret.MASK);
        assertThat(attempt.sent().headers()).extracting(HeaderField::value).contains("Bearer " + Secret.MASK)
                .noneMatch(value -> value.contains("secret-token"));
    }

    private static Outcome echo(OutgoingRequest request) {
        String credentials = request.header("Authorization").orElseThrow();
        var answer = new Answer(200, "OK", List.of(new HeaderField("X-Echo", credentials)),
                ("you sent " + credentials).getBytes(StandardCharsets.UTF_8), Answer.BodyEnd.COMPLETE);
        return new Outcome.Delivered(answer, Timings.none());
    }

    private static Destination to(String url) {
        return new Destination(EndpointUrl.of(url), new Auth.Bearer(Secret.of("secret-token")));
    }

    private void handIn(int count) {
        queue.enqueue(1, IntStream.range(0, count)
                .mapToObj(i -> new NewMessage(new Message(MessageId.next(random), new byte[]{'{', '}'}), "message " + i))
                .toList());
        worker.look();
    }

    private void awaitRecorded(int count) {
        await().untilAsserted(() -> assertThat(queue.recorded()).hasSize(count));
    }

    private void assertNothingMoreIsSent(int sent) {
        await().during(Duration.ofMillis(150)).until(() -> transport.sent().size() == sent);
    }
}
