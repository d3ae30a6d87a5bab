package waybill.receiver;

import java.time.Duration;

/**
 * How the receiver waits before an answer. Each request has a virtual thread of its own, so a wait holds up nothing else;
 * usually {@code Thread::sleep}.
 */
@FunctionalInterface
public interface Pause {
    /** Returns after {@code length}. @throws InterruptedException when the receiver is stopped meanwhile */
    void await(Duration length) throws InterruptedException;
}
