package waybill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import waybill.delivery.DeliveryWorker;
import waybill.delivery.Sending;

/** The worker while the vault is open: a new one each time, since one that was closed has ended for good. Thread-safe. */
final class VaultWorker implements Sending, AutoCloseable {
    private static final Status STOPPED = new Status(Activity.STOPPED, false, 0, 0, 0, Optional.empty(), Optional.empty());

    private final Supplier<DeliveryWorker> make;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<DeliveryWorker> worker = Optional.empty();
    private boolean ended;

    VaultWorker(Supplier<DeliveryWorker> make) {
        this.make = make;
    }

    /** Begins to deliver, unless that was begun. */
    synchronized void begin() {
        if (worker.isEmpty() && !ended) {
            var begun = make.get();
            listeners.forEach(begun::onChange);
            begun.start();
            worker = Optional.of(begun);
        }
    }

    /** Begins nothing more, and writes what came of what is under way. Blocks, some seconds at most. */
    synchronized void end() {
        worker.ifPresent(DeliveryWorker::close);
        worker = Optional.empty();
    }

    @Override
    public Status status() {
        return worker.map(DeliveryWorker::status).orElse(STOPPED);
    }

    @Override
    public void pause() {
        tell(Sending::pause);
    }

    @Override
    public void resume() {
        tell(Sending::resume);
    }

    @Override
    public void wake() {
        tell(Sending::wake);
    }

    @Override
    public void whileStill(Runnable change, Duration patience) {
        worker.ifPresentOrElse(sending -> sending.whileStill(change, patience), change);
    }

    @Override
    public void look() {
        tell(Sending::look);
    }

    @Override
    public synchronized void onChange(Runnable listener) {
        listeners.add(listener);
        tell(sending -> sending.onChange(listener));
    }

    /** For good. */
    @Override
    public synchronized void close() {
        ended = true;
        end();
    }

    private void tell(Consumer<Sending> what) {
        worker.ifPresent(what);
    }
}
