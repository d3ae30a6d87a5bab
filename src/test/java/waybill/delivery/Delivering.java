package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import waybill.SettableClock;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Secret;

/** A worker with a queue in memory and an endpoint that answers as it is told. */
final class Delivering implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final MemoryQueue queue = new MemoryQueue(clock);
    final ScriptedTransport transport = new ScriptedTransport();
    final AtomicReference<Optional<Destination>> destination = new AtomicReference<>(
            Optional.of(to("https://first.example.com/in")));
    /** What its threads could not handle. */
    final List<Throwable> reported = new CopyOnWriteArrayList<>();
    final DeliveryWorker worker;
    private final SecureRandom random = new SecureRandom();

    Delivering() {
        var threads = Thread.ofPlatform().daemon().uncaughtExceptionHandler((_, failure) -> reported.add(failure)).factory();
        var maker = new AttemptMaker(new RequestSigner(clock, "test"), transport, clock, random, () -> Duration.ofSeconds(30));
        worker = new DeliveryWorker(queue, queue, destination::get, maker, new Surroundings(clock, clock.monotonic(), threads));
    }

    static Destination to(String url) {
        return new Destination(EndpointUrl.of(url), new Auth.Bearer(Secret.of("secret-token")));
    }

    /** Hands in and tells the worker. */
    void handIn(int count) {
        handIn(count, 2);
    }

    /** @param bytes of each body */
    void handIn(int count, int bytes) {
        queue.enqueue(1, IntStream.range(0, count)
                .mapToObj(i -> new NewMessage(new Message(MessageId.next(random), new byte[bytes]), "message " + i)).toList());
        worker.look();
    }

    void awaitSent(int count) {
        await().untilAsserted(() -> assertThat(transport.sent()).hasSize(count));
    }

    void awaitRecorded(int count) {
        await().untilAsserted(() -> assertThat(queue.recorded()).hasSize(count));
    }

    void assertNothingMoreIsSent() {
        int sent = transport.sent().size();
        await().during(Duration.ofMillis(150)).until(() -> transport.sent().size() == sent);
    }

    @Override
    public void close() {
        transport.answerAlways(200);
        queue.letReadingGoOn();
        worker.close();
    }
}
