package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waybill.store.QueueHome.failed;

import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliverySettings;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.DueMessage;
import waybill.delivery.Fault;
import waybill.delivery.LastAnswer;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.RequestSigner;
import waybill.delivery.StateCounts;
import waybill.delivery.Surroundings;
import waybill.delivery.Trigger;
import waybill.vault.FakeKeychain;

/** A message that waits, of which what was handed in is no longer there. */
class UnreadableBodyTest {
    private static final Duration LATER = Duration.ofSeconds(5);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private QueueHome home;

    @BeforeEach
    void open() {
        home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void doesNotStopThoseBehindIt() {
        var numbers = home.enqueue("damaged", "b", "c");
        loses("message = " + numbers.getFirst());

        assertThat(home.due()).extracting(DueMessage::number).containsExactly(numbers.get(1), numbers.get(2));

        assertThat(home.queue.nextDue(Set.copyOf(numbers.subList(1, 3)))).isEmpty();
    }

    @Test
    void failsAndSaysWhy() {
        long number = home.enqueue("damaged").getFirst();
        home.record(number, 1, failed(), new Next.Retry(home.in(LATER)));
        loses("message = " + number);
        clock.pass(LATER);

        assertThat(home.due()).isEmpty();

        var row = home.log.find(number).orElseThrow();
        assertThat(row.state()).isEqualTo(MessageState.FAILED);
        assertThat(row.latest().orElseThrow().answer()).isEqualTo(new LastAnswer.NoAnswer(Fault.CONTENT_CANNOT_BE_READ));
        var attempt = home.log.attempts(number).getLast();
        assertThat(attempt.number()).isEqualTo(2);
        assertThat(attempt.trigger()).isEqualTo(Trigger.RETRY);
        assertThat(attempt.at()).isEqualTo(clock.instant());
        assertThat(attempt.sent().isNone()).isTrue();
        assertThat(((Outcome.Unreachable) attempt.outcome()).fault()).isEqualTo(Fault.CONTENT_CANNOT_BE_READ);
    }

    @Test
    void isNotSentWithAPartMissing() {
        long number = home.enqueueMany(1, 3_000_000).getFirst();
        loses("part = 2");

        assertThat(home.due()).isEmpty();

        assertThat(home.log.find(number).orElseThrow().state()).isEqualTo(MessageState.FAILED);
    }

    @Test
    void saysNothingAboutTheDestination() {
        home.control.change(DeliverySettings.DEFAULT.withHoldAfter(1));
        home.enqueue("damaged");
        loses("TRUE");

        assertThat(home.due()).isEmpty();

        assertThat(home.control.hold()).isEmpty();
    }

    @Test
    void isToldOfThoughNothingIsSent() {
        var heard = new AtomicReference<StateCounts>();
        var maker = new AttemptMaker(new RequestSigner(clock, "test"), (_, _) -> {
            throw new UnsupportedOperationException();
        }, clock, QueueHome.RANDOM, () -> LATER);
        try (var worker = new DeliveryWorker(home.queue, home.control, Optional::empty, maker, Surroundings.ofSystem())) {
            worker.onChange(() -> heard.set(home.log.count(MessageQuery.all())));
            worker.start();
            await().until(() -> heard.get() != null);
            home.enqueue("damaged");
            loses("TRUE");

            worker.look();

            await().until(() -> heard.get().of(MessageState.FAILED) == 1);
        }
    }

    /** As if this had happened in the file while the application was not running. */
    private void loses(String parts) {
        home.home.database().run(session -> {
            session.fresh().clear();
            return session.write((connection, _) -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("DELETE FROM body WHERE " + parts);
                }
            });
        });
    }
}
