package waybill.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliveryLog;
import waybill.delivery.DeliveryQueue;
import waybill.delivery.DeliverySettings;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.NewMessage;
import waybill.delivery.RequestSigner;
import waybill.delivery.Surroundings;
import waybill.destination.Destination;
import waybill.http.HttpTransport;
import waybill.store.Database;
import waybill.store.FilledLog;
import waybill.store.SqlDeliveryControl;
import waybill.store.SqlDeliveryLog;
import waybill.store.SqlDeliveryQueue;
import waybill.vault.FakeKeychain;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** A vault with a queue, and what delivers from it: all as in the program but for the keychain. */
final class DeliveryHome implements AutoCloseable {
    private static final int GROUP = 500;
    private static final int FILLED_AT_ONCE = 5_000;
    private static final long LOOK_AGAIN_NANOS = 50_000;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final HttpTransport transport = HttpTransport.ofSystem();
    private final Database database;
    private final SqlDeliveryQueue queue;
    private final SqlDeliveryControl control;
    private final SqlDeliveryLog log;
    private final Vault vault;
    private final Destination destination;
    private final RequestSigner signer;
    private final int atOnce;

    DeliveryHome(Path folder, Destination destination, int atOnce) {
        database = new Database(random);
        vault = TestVaults.vault(folder, FakeKeychain.ready(), database, clock);
        TestVaults.open(vault);
        queue = new SqlDeliveryQueue(database, clock);
        control = new SqlDeliveryControl(database);
        log = new SqlDeliveryLog(database, clock);
        signer = new RequestSigner(clock, "bench");
        this.destination = destination;
        this.atOnce = atOnce;
        control.change(DeliverySettings.DEFAULT.withAtOnce(atOnce));
    }

    DeliveryLog log() {
        return log;
    }

    /** @return messages a second that were handed in */
    double enqueue(Documents documents, int count) {
        long begin = System.nanoTime();
        long batch = queue.newBatch();
        for (int left = count; left > 0; left -= GROUP) {
            List<NewMessage> group = IntStream.range(0, Math.min(GROUP, left))
                    .mapToObj(i -> new NewMessage(new Message(MessageId.next(random), documents.get(i)), "policies.jsonl:" + i))
                    .toList();
            queue.enqueue(batch, group);
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    /** Adds as many small messages that were delivered. Its own clock dates them. */
    void fill(int count) {
        FilledLog filled = FilledLog.of(database, vault).at(clock.instant());
        for (int done = 0; done < count; done += FILLED_AT_ONCE) {
            filled.deliveredMany("old " + done / FILLED_AT_ONCE, Math.min(FILLED_AT_ONCE, count - done));
        }
    }

    /** What is done where nothing else is to be done for ten seconds. */
    void tidy() {
        while (queue.tidy(true)) {
            // It has more to do.
        }
    }

    void lock() {
        vault.lock();
    }

    void open() {
        TestVaults.open(vault);
    }

    /** Delivers what waits. @return messages a second, the outcome of each on disk, and the processor time of each in microseconds */
    Delivered deliver(int count) {
        return deliver(queue, count);
    }

    /** The same loop, with everything but the database. */
    Delivered deliverUnrecorded(Documents documents, int count) {
        return deliver(new ForgetfulQueue(documents, count, random), count);
    }

    private Delivered deliver(DeliveryQueue from, int count) {
        try (var worker = worker(from)) {
            var before = ProcessorTime.now();
            long begin = System.nanoTime();
            worker.start();
            while (worker.status().recorded() < count) {
                LockSupport.parkNanos(1_000_000);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Delivered(count / seconds, before.untilNow(count));
        }
    }

    record Delivered(double rate, Map<ProcessorTime.Share, Double> micros) {}

    /** From handing in one message to its outcome on disk, in milliseconds. */
    Samples single(Documents documents, int count) {
        var samples = new Samples();
        try (var worker = worker(queue)) {
            worker.start();
            for (int i = 1; i <= count; i++) {
                long begin = System.nanoTime();
                enqueue(documents, 1);
                worker.look();
                while (worker.status().recorded() < i) {
                    // To spin would take a processor from who is measured.
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
                samples.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return samples;
    }

    @Override
    public void close() {
        vault.close();
        transport.close();
    }

    private DeliveryWorker worker(DeliveryQueue from) {
        control.change(DeliverySettings.DEFAULT.withAtOnce(atOnce));
        var maker = new AttemptMaker(signer, transport, clock, random, () -> Duration.ofSeconds(30));
        return new DeliveryWorker(from, control, () -> Optional.of(destination), maker, Surroundings.ofSystem());
    }
}
