package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.Answer;
import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryQueue;
import waybill.delivery.DeliverySettings;
import waybill.delivery.MessageId;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.NewMessage;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.Timings;
import waybill.destination.StorageException;
import waybill.intake.Intake;
import waybill.intake.IntakeSwitch;
import waybill.intake.QueueIntake;
import waybill.intake.Source;
import waybill.vault.FakeKeychain;

/** A commit that is written, and whose sync fails: for real. */
class FailedSyncTest {
    private static final int MOST_TRIES = 50;

    @TempDir private Path parent;
    private ThinDisk disk;
    private QueueHome home;
    private boolean failed;

    @BeforeEach
    void mount() throws Exception {
        disk = ThinDisk.mount(parent);
        home = new QueueHome(disk.folder().resolve("home"), FakeKeychain.ready(), new SettableClock());
    }

    @AfterEach
    void unmount() throws Exception {
        home.close();
        disk.unmount();
    }

    @Test
    void doesNotCallRefusedWhatMayBeInTheFileAndTakesItOnce() throws Exception {
        disk.failSyncs();
        long batch = home.queue.newBatch();
        var given = new ArrayList<List<NewMessage>>();
        var fault = catchThrowableOfType(StorageException.class, () -> {
            while (given.size() < MOST_TRIES) {
                given.add(List.of(QueueHome.message("a", random(30_000)), QueueHome.message("b", "{}")));
                home.queue.enqueue(batch, given.getLast());
            }
        });
        assertThat(fault.isUncertain()).isTrue();
        disk.recover();
        List<Long> numbers = home.queue.enqueue(batch, given.getLast());
        assertThat(ids()).hasSize(2 * given.size()).doesNotHaveDuplicates();
        assertThat(home.log.find(numbers.getFirst()).orElseThrow().id()).isEqualTo(given.getLast().getFirst().message().id());
        assertThat(home.due()).hasSize(2 * given.size());
    }

    @Test
    void aBatchGoesOnOnceTheDiskHasRecovered() throws Exception {
        disk.failSyncs();
        var memory = new SqlFileMemory(home.home.database());
        var intake = new QueueIntake(recovering(), memory, home.clock, QueueHome.RANDOM, () -> {});
        var sources = Stream.generate(() -> (Source) new Source.Typed("typed", random(10_000))).limit(MOST_TRIES).toList();
        var result = intake.handIn(sources, Intake.Decision.of(Intake.NotJson.SEND_AS_IT_IS),
                new IntakeSwitch(new Cancellation()), _ -> {});
        assertThat(failed).isTrue();
        assertThat(result.messages()).isEqualTo(MOST_TRIES);
        assertThat(ids()).hasSize(MOST_TRIES).doesNotHaveDuplicates();
    }

    @Test
    void writesAnOutcomeOnceThatMayBeInTheFileAlready() throws Exception {
        home.control.change(DeliverySettings.DEFAULT.withHoldAfter(0));
        List<Long> numbers = home.enqueueMany(MOST_TRIES, 10);
        var written = new ArrayList<RecordedAttempt>();
        disk.failSyncs();
        var fault = catchThrowableOfType(StorageException.class, () -> {
            for (long number : numbers) {
                written.add(home.attempt(number, 1, refused(random(60_000)), new Next.Failed()));
                home.queue.record(List.of(written.getLast()));
            }
        });
        assertThat(fault.isUncertain()).isTrue();
        disk.recover();
        home.queue.record(List.of(written.getLast()));
        home.queue.record(List.of(written.getLast()));
        assertThat(home.log.count(MessageQuery.all()).of(MessageState.FAILED)).isEqualTo(written.size());
        assertThat(home.log.attempts(written.getLast().message())).hasSize(1);
        assertThat((int) home.home.database().read((Reader.Reading<Integer>) DeliveryTable::failures)).isEqualTo(written.size());
    }

    private static Outcome refused(byte[] body) {
        return new Outcome.Rejected(new Answer(500, "Internal Server Error", List.of(), body, Answer.BodyEnd.COMPLETE),
                Timings.none());
    }

    private List<MessageId> ids() {
        return home.log.page(MessageQuery.all(), 0L, 1_000).stream().map(MessageRow::id).toList();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        QueueHome.RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The queue; the disk recovers after its first fault. */
    private DeliveryQueue recovering() {
        return (DeliveryQueue) Proxy.newProxyInstance(DeliveryQueue.class.getClassLoader(), new Class<?>[]{DeliveryQueue.class},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(home.queue, arguments);
                    } catch (InvocationTargetException e) {
                        failed = true;
                        disk.recover();
                        throw e.getCause();
                    }
                });
    }
}
