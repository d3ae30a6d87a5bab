package waybill;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.Rehearsal;
import waybill.delivery.RequestSigner;
import waybill.delivery.Surroundings;
import waybill.delivery.Transport;
import waybill.destination.DestinationRepository;
import waybill.destination.Registered;
import waybill.intake.Intake;
import waybill.intake.QueueIntake;
import waybill.store.Database;
import waybill.store.SqlDeliveryActions;
import waybill.store.SqlDeliveryControl;
import waybill.store.SqlDeliveryLog;
import waybill.store.SqlDeliveryQueue;
import waybill.store.SqlFileMemory;
import waybill.ui.sending.DeliveryPorts;

/** What delivers messages, built once. Reads and sends nothing before {@link #begin}. */
final class DeliveryParts implements AutoCloseable {
    private final VaultWorker worker;
    private final DeliveryPorts ports;
    private final Intake intake;
    private final Rehearsal rehearsal;

    DeliveryParts(Database database, Outside outside, DestinationRepository destinations) {
        var queue = new SqlDeliveryQueue(database, outside.clock());
        var control = new SqlDeliveryControl(database);
        var signer = new RequestSigner(outside.clock(), Version.text());
        var maker = new AttemptMaker(signer, outside.transport(), outside.clock(), outside.random(), outside.deadline());
        worker = new VaultWorker(() -> new DeliveryWorker(queue, control,
                () -> destinations.find().map(Registered::destination), maker, Surroundings.ofSystem()));
        ports = new DeliveryPorts(new SqlDeliveryLog(database, outside.clock()),
                new SqlDeliveryActions(database, outside.clock(), outside.random()), control, worker);
        intake = new QueueIntake(queue, new SqlFileMemory(database), outside.clock(), outside.random(), worker::look);
        rehearsal = new Rehearsal(outside.transport(), Version.text(), outside.clock(), outside.random(), Thread::sleep);
    }

    /** Time, chance, the network, and how long an exchange may take. */
    record Outside(Clock clock, SecureRandom random, Transport transport, Supplier<Duration> deadline) {}

    DeliveryPorts ports() {
        return ports;
    }

    Intake intake() {
        return intake;
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    /** Delivers what waits, now that the vault is open. */
    void begin() {
        worker.begin();
    }

    /** Before the vault is locked: writes what came of what is under way. Blocks. */
    void end() {
        worker.end();
    }

    @Override
    public void close() {
        worker.close();
    }
}
