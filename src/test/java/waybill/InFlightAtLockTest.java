package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.Answer;
import waybill.delivery.Attempt;
import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.MessageState;
import waybill.delivery.NewMessage;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.RequestSigner;
import waybill.delivery.Sending;
import waybill.delivery.Surroundings;
import waybill.delivery.Timings;
import waybill.delivery.Transport;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.store.Database;
import waybill.store.SqlDeliveryControl;
import waybill.store.SqlDeliveryLog;
import waybill.store.SqlDeliveryQueue;
import waybill.store.SqlDestinationRepository;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** What becomes of a message that is being sent while the vault is locked, with the parts that the application has. */
class InFlightAtLockTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir private Path folder;
    private final Clock clock = Clock.systemUTC();
    private final Database database = new Database(RANDOM);
    private final SqlDeliveryQueue queue = new SqlDeliveryQueue(database, clock);
    private final SqlDeliveryLog log = new SqlDeliveryLog(database, clock);
    private final Endpoint endpoint = new Endpoint();
    private Vault vault;
    private VaultWorker worker;
    private long number;

    /** Answers when it is told to. */
    private static final class Endpoint implements Transport {
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<Outcome>> open = new CopyOnWriteArrayList<>();

        @Override
        public Outcome send(OutgoingRequest request, Terms terms) {
            var outcome = new CompletableFuture<Outcome>();
            terms.cancellation().onCancel(() -> outcome.complete(new Outcome.Cancelled(Timings.none())));
            open.add(outcome);
            ids.add(request.header("webhook-id").orElseThrow());
            return outcome.join();
        }

        void answers() {
            var answer = new Answer(200, "OK", List.of(), new byte[0], Answer.BodyEnd.COMPLETE);
            open.getLast().complete(new Outcome.Delivered(answer, Timings.none()));
        }
    }

    @BeforeEach
    void sendOneMessage() {
        vault = TestVaults.vault(folder.resolve("home"), database);
        TestVaults.open(vault);
        var destinations = new SqlDestinationRepository(database, RANDOM);
        destinations.register(new Destination(EndpointUrl.of("https://hooks.example.com/in"), new Auth.None()),
                Readiness.notTested());
        var maker = new AttemptMaker(new RequestSigner(clock, "1"), endpoint, clock, RANDOM, () -> Duration.ofSeconds(30));
        worker = new VaultWorker(() -> new DeliveryWorker(queue, new SqlDeliveryControl(database),
                () -> destinations.find().map(Registered::destination), maker, Surroundings.ofSystem()));
        vault.beforeClosing(worker::end);
        vault.afterOpening(worker::begin);
        var message = new Message(MessageId.next(RANDOM), "{}".getBytes(StandardCharsets.UTF_8));
        number = queue.enqueue(queue.newBatch(), List.of(new NewMessage(message, "one"))).getFirst();
        worker.begin();
        await().until(() -> endpoint.ids.size() == 1);
    }

    @AfterEach
    void end() {
        worker.close();
        vault.close();
    }

    @Test
    void isRecordedWhereItsAnswerComesInTimeAndIsNotSentAgain() {
        Thread.ofVirtual().start(endpoint::answers);
        assertThat(vault.lock()).isInstanceOf(VaultStatus.NeedsPassphrase.class);

        vault.unlock(TestVaults.passphrase());

        assertThat(log.find(number).orElseThrow().state()).isEqualTo(MessageState.DELIVERED);
        assertThat(endpoint.ids).hasSize(1);
    }

    @Test
    void isCutOffWhereNoAnswerComesAndSentAgainWithTheSameId() {
        long begun = System.nanoTime();
        vault.lock();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(endpoint.open.getFirst()).as("nothing goes on behind a locked vault").isDone();

        vault.unlock(TestVaults.passphrase());

        assertThat(log.attempts(number)).extracting(Attempt::outcome).singleElement().isInstanceOf(Outcome.Cancelled.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> endpoint.ids.size() == 2);
        endpoint.answers();
        await().until(() -> log.find(number).map(row -> row.state() == MessageState.DELIVERED).orElse(false));
        assertThat(endpoint.ids).as("ids").hasSize(2).containsOnly(endpoint.ids.getFirst());
    }

    @Test
    void nothingIsSentWhileItIsLocked() {
        endpoint.answers();
        await().until(() -> log.find(number).map(row -> row.state() == MessageState.DELIVERED).orElse(false));
        vault.lock();
        worker.wake();
        worker.look();
        assertThat(worker.status().activity()).isEqualTo(Sending.Activity.STOPPED);
        assertThat(endpoint.ids).hasSize(1);
    }
}
