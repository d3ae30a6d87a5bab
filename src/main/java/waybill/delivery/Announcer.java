package waybill.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells listeners that something changed: soon, and not again within a tenth of a second. */
final class Announcer implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();
    private final Signal over = new Signal();

    void add(Runnable listener) {
        listeners.add(listener);
    }

    void note() {
        changed.give();
    }

    void end() {
        over.give();
        changed.give();
    }

    @Override
    public void run() {
        try {
            do {
                if (changed.await(IDLE)) {
                    listeners.forEach(Runnable::run);
                }
            } while (!over.await(PAUSE));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
