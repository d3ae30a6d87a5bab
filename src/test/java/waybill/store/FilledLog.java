package waybill.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import waybill.SettableClock;
import waybill.delivery.Answer;
import waybill.delivery.Attempt;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DeliveryLog;
import waybill.delivery.DeliverySettings;
import waybill.delivery.Fault;
import waybill.delivery.HeaderField;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.NewMessage;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.Selection;
import waybill.delivery.SentRequest;
import waybill.delivery.Timings;
import waybill.delivery.Trigger;
import waybill.vault.FakeKeychain;
import waybill.vault.Vault;

/** Fills the log of a data folder, through the ports, while no application uses it. */
public final class FilledLog implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SettableClock clock = new SettableClock();
    private final Database database;
    private final Vault vault;
    private final SqlDeliveryQueue queue;
    private final SqlDeliveryActions actions;

    private FilledLog(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
        queue = new SqlDeliveryQueue(database, clock);
        actions = new SqlDeliveryActions(database, clock, RANDOM);
    }

    /** Unlocks the vault of {@code home}. */
    public static FilledLog open(Path home, String passphrase) {
        var database = new Database(RANDOM);
        var vault = new Vault(home, FakeKeychain.absent(), database, Clock.systemUTC(), RANDOM);
        vault.open();
        vault.unlock(passphrase.toCharArray());
        return new FilledLog(database, vault);
    }

    /** Of a vault that is open. */
    public static FilledLog of(Database database, Vault vault) {
        return new FilledLog(database, vault);
    }

    /** In a new vault. */
    public static FilledLog create(Path home, String passphrase) {
        var random = new SecureRandom();
        try (var vault = new Vault(home, FakeKeychain.absent(), new Database(random), Clock.systemUTC(), random)) {
            vault.open();
            vault.create(passphrase.toCharArray());
        }
        return open(home, passphrase);
    }

    public DeliveryLog log() {
        return new SqlDeliveryLog(database, clock);
    }

    /** What is done from now on is done at that time. */
    public FilledLog at(Instant time) {
        clock.set(time);
        return this;
    }

    /** A message that waits. @return its number */
    public long waits(String name, String body) {
        return hand(List.of(new NewMessage(new Message(MessageId.next(RANDOM), body.getBytes(StandardCharsets.UTF_8)), name)))
                .getFirst();
    }

    /** Many that wait, handed in together, named {@code <name> 0} and so on. */
    public List<Long> waitMany(String name, int count) {
        return hand(IntStream.range(0, count).mapToObj(i -> new NewMessage(
                new Message(MessageId.next(RANDOM), ("{\"line\":" + i + "}").getBytes(StandardCharsets.UTF_8)),
                name + " " + i)).toList());
    }

    public FilledLog isSentWith(DeliverySettings settings) {
        new SqlDeliveryControl(database).change(settings);
        return this;
    }

    /** A message that was delivered at the first attempt. */
    public long delivered(String name, String body) {
        long number = waits(name, body);
        record(number, 1, Trigger.INITIAL, answered(200, "OK", 48), new Next.Delivered());
        return number;
    }

    /** A message that was tried twice, the second time without an answer. */
    public long failed(String name, String body) {
        long number = waits(name, body);
        record(number, 1, Trigger.INITIAL, answered(503, "Service Unavailable", 7), new Next.Retry(clock.instant()));
        record(number, 2, Trigger.RETRY, new Outcome.Unreachable(Fault.CONNECTION_REFUSED, Optional.empty(), "refused",
                new Timings(Optional.of(Duration.ofMillis(1)), Optional.empty(), Optional.empty(), Optional.empty(),
                        Duration.ofMillis(3))),
                new Next.Failed());
        return number;
    }

    /** A message that waits for its second attempt, in an hour. */
    public long waitsForARetry(String name, String body) {
        long number = waits(name, body);
        record(number, 1, Trigger.INITIAL, answered(503, "Service Unavailable", 7),
                new Next.Retry(clock.instant().plus(Duration.ofHours(1))));
        return number;
    }

    public long cancelled(String name, String body) {
        long number = waits(name, body);
        actions.cancel(new Selection.These(List.of(number)));
        return number;
    }

    /** Many that were delivered, all at once, named {@code <name> 0} and so on. */
    public void deliveredMany(String name, int count) {
        var numbers = waitMany(name, count);
        var attempts = new ArrayList<RecordedAttempt>();
        for (int i = 0; i < count; i++) {
            attempts.add(new RecordedAttempt(numbers.get(i), attempt(1, Trigger.INITIAL, answered(200, "OK", 20 + i % 97)),
                    new Next.Delivered(), 0, queue.revision()));
        }
        queue.record(attempts);
    }

    /** As the worker does while it has nothing to do. */
    public void tidy() {
        while (queue.tidy(true)) {
            // It has more to do.
        }
    }

    @Override
    public void close() {
        vault.close();
    }

    private List<Long> hand(List<NewMessage> messages) {
        return queue.enqueue(queue.newBatch(), messages);
    }

    private void record(long number, int attempt, Trigger trigger, Outcome outcome, Next next) {
        queue.record(List.of(new RecordedAttempt(number, attempt(attempt, trigger, outcome), next, 0,
                queue.revision())));
    }

    private Attempt attempt(int number, Trigger trigger, Outcome outcome) {
        var sent = new SentRequest("https://hooks.example.com/in?key=••••••",
                List.of(new HeaderField("Content-Type", "application/json"), new HeaderField("Authorization", "Bearer ••••••")),
                Optional.of(new SentRequest.Signature("X-Signature", "c2lnbmF0dXJl")));
        return new Attempt(number, trigger, clock.instant(), sent, outcome);
    }

    private static Outcome answered(int status, String reason, int milliseconds) {
        var answer = new Answer(status, reason, List.of(new HeaderField("Server", "sample")),
                "{\"received\":true}".getBytes(StandardCharsets.UTF_8), Answer.BodyEnd.COMPLETE);
        var timings = new Timings(Optional.of(Duration.ofMillis(1)), Optional.of(Duration.ofMillis(2)),
                Optional.of(Duration.ofMillis(3)), Optional.of(Duration.ofMillis(milliseconds - 6)),
                Duration.ofMillis(milliseconds));
        return status < 300 ? new Outcome.Delivered(answer, timings) : new Outcome.Rejected(answer, timings);
    }
}
