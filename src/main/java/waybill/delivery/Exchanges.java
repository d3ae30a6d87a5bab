package waybill.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that are being made, which can be ended. Thread-safe. */
final class Exchanges {
    private final AttemptMaker maker;
    private final Set<Cancellation> underWay = ConcurrentHashMap.newKeySet();

    Exchanges(AttemptMaker maker) {
        this.maker = maker;
    }

    /** For one thread, which closes it. */
    BatchChannel channel() {
        return maker.channel();
    }

    /** Blocks until there is an outcome. */
    RecordedAttempt make(AttemptMaker.Task task, BatchChannel channel, RetryPolicy retry) {
        var cancellation = new Cancellation();
        underWay.add(cancellation);
        try {
            return maker.make(task, channel, retry, cancellation);
        } finally {
            underWay.remove(cancellation);
        }
    }

    void cancel() {
        underWay.forEach(Cancellation::cancel);
    }
}
