package waybill.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bodies of messages that were just handed in, for the first attempt: to read one back and decrypt it costs a third of what
 * sending costs. Bounded; what came first stays, because it is sent first. Everything is in the database as well.
 * Thread-safe.
 */
final class FreshBodies {
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Map<Long, byte[]> bodies = new HashMap<>();
    private long bytes;

    /** Keeps it if there is room. */
    synchronized void put(long number, byte[] body) {
        if (bytes + body.length <= MOST_BYTES) {
            bodies.put(number, body);
            bytes += body.length;
        }
    }

    /** The body, which is given out once. */
    synchronized Optional<byte[]> take(long number) {
        var body = Optional.ofNullable(bodies.remove(number));
        body.ifPresent(taken -> bytes -= taken.length);
        return body;
    }

    synchronized void clear() {
        bodies.clear();
        bytes = 0;
    }
}
