package waybill.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import waybill.delivery.Message;

/**
 * Messages that were just handed in to one open database, for their first attempt: to read a body back and decrypt it costs half
 * of what sending it costs. Bounded; what came first stays, because it is sent first. Everything is in the database as well.
 * Thread-safe.
 */
final class FreshMessages {
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Map<Long, Fresh> messages = new HashMap<>();
    private long bytes;
    private volatile long heldFrom = Long.MAX_VALUE;

    record Fresh(long batch, Message message) {
        int size() {
            return message.body().length;
        }
    }

    /** From now on messages from this number on are being handed in: H2 shows what is committed before it is on disk. */
    void holdFrom(long number) {
        heldFrom = Math.min(heldFrom, number);
    }

    /** What was being handed in is on disk, or was refused. */
    void release() {
        heldFrom = Long.MAX_VALUE;
    }

    /** Whether that message, which was read just now, is not yet on disk: it may not be sent, for a kill could undo it. */
    boolean isHeld(long number) {
        return number >= heldFrom;
    }

    /** Keeps it if there is room. @param message that is on disk under {@code number} */
    synchronized void put(long number, long batch, Message message) {
        if (bytes + message.body().length <= MOST_BYTES) {
            messages.put(number, new Fresh(batch, message));
            bytes += message.body().length;
        }
    }

    /** Gives out a message, once. */
    synchronized Optional<Fresh> take(long number) {
        var message = Optional.ofNullable(messages.remove(number));
        message.ifPresent(taken -> bytes -= taken.size());
        return message;
    }

    /** Makes room where nothing waits to be sent: what is left was cancelled. */
    synchronized void clear() {
        messages.clear();
        bytes = 0;
    }
}
