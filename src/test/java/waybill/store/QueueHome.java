package waybill.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import waybill.SettableClock;
import waybill.delivery.Answer;
import waybill.delivery.Attempt;
import waybill.delivery.DueMessage;
import waybill.delivery.Fault;
import waybill.delivery.HeaderField;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.NewMessage;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.SentRequest;
import waybill.delivery.Timings;
import waybill.vault.FakeKeychain;

/** An opened vault with a queue, its log and all that is done with it. */
final class QueueHome implements AutoCloseable {
    static final SecureRandom RANDOM = new SecureRandom();

    final SettableClock clock;
    final Home home;
    final SqlDeliveryQueue queue;
    final SqlDeliveryLog log;
    final SqlDeliveryActions actions;
    final SqlDeliveryControl control;

    QueueHome(Path folder, FakeKeychain keychain, SettableClock clock) {
        this.clock = clock;
        home = Home.open(folder, keychain, new Database(RANDOM));
        queue = new SqlDeliveryQueue(home.database(), clock);
        log = new SqlDeliveryLog(home.database(), clock);
        actions = new SqlDeliveryActions(home.database(), clock, RANDOM);
        control = new SqlDeliveryControl(home.database());
    }

    static NewMessage message(String name, String body) {
        return message(name, body.getBytes(StandardCharsets.UTF_8));
    }

    static NewMessage message(String name, byte[] body) {
        return new NewMessage(new Message(MessageId.next(RANDOM), body), name);
    }

    List<Long> enqueue(String... names) {
        return queue.enqueue(queue.newBatch(), List.of(names).stream().map(name -> message(name, "{}")).toList());
    }

    List<Long> enqueueMany(int count, int bytes) {
        long batch = queue.newBatch();
        return queue.enqueue(batch, IntStream.range(0, count).mapToObj(i -> {
            byte[] body = new byte[bytes];
            RANDOM.nextBytes(body);
            return message("line " + i, body);
        }).toList());
    }

    /** So many numbers are left in the block of the index that the next message comes into. */
    void endBlockIn(int left) {
        endBlockIn(home.database(), left);
    }

    static void endBlockIn(Database database, int left) {
        new Deliveries(database).write((connection, _) -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE delivery SET next_number = ((next_number + %d) / %d + 1) * %d - %d"
                        .formatted(left, IndexBlock.SLOTS, IndexBlock.SLOTS, left));
            }
        });
    }

    List<DueMessage> due() {
        return queue.due(clock.instant(), Set.of(), 1_000);
    }

    Optional<waybill.delivery.Hold> record(long number, int attempt, Outcome outcome, Next next) {
        return queue.record(List.of(attempt(number, attempt, outcome, next)));
    }

    /** What came of {@code due}, for the destination of that revision. */
    Optional<waybill.delivery.Hold> record(DueMessage due, String revision, Outcome outcome, Next next) {
        var attempt = attempt(due.number(), due.attempt(), outcome, next).attempt();
        return queue.record(List.of(new RecordedAttempt(due.number(), attempt, next, due.earlier(), revision)));
    }

    RecordedAttempt attempt(long number, int attempt, Outcome outcome, Next next) {
        var sent = new SentRequest("https://hooks.example.com/in?key=••••••", List.of(new HeaderField("X-Id", "7")),
                Optional.of(new SentRequest.Signature("X-Signature", "abc=")));
        return new RecordedAttempt(number,
                new Attempt(attempt, waybill.delivery.Trigger.INITIAL, clock.instant(), sent, outcome), next, 0,
                queue.revision());
    }

    static Outcome answered(int status, String reason, Duration took) {
        var answer = new Answer(status, reason, List.of(new HeaderField("Retry-After", "3")),
                "ok".getBytes(StandardCharsets.UTF_8),
                Answer.BodyEnd.COMPLETE);
        var timings = new Timings(Optional.of(Duration.ofMillis(1)), Optional.empty(), Optional.empty(), Optional.of(took), took);
        return status < 300 ? new Outcome.Delivered(answer, timings) : new Outcome.Rejected(answer, timings);
    }

    static Outcome delivered() {
        return answered(200, "OK", Duration.ofMillis(48));
    }

    static Outcome failed() {
        return answered(503, "Service Unavailable", Duration.ofMillis(7));
    }

    static Outcome refused() {
        return new Outcome.Unreachable(Fault.CONNECTION_REFUSED, Optional.empty(), "refused", Timings.none());
    }

    Instant in(Duration duration) {
        return clock.instant().plus(duration);
    }

    @Override
    public void close() {
        home.close();
    }
}
