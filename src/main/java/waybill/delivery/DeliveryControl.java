package waybill.delivery;

import java.util.Optional;

import waybill.destination.StorageException;

/**
 * What governs delivery, kept in the database. Thread-safe; blocks; on disk when a method returns.
 *
 * @throws StorageException from every method
 */
public interface DeliveryControl {
    DeliverySettings settings();

    void change(DeliverySettings settings);

    /** Whether a person paused all sending; kept over a restart. */
    boolean isPaused();

    void setPaused(boolean paused);

    /** What the limits of the log have removed so far; empty where that is nothing. */
    Optional<Retention.Tally> removed();

    /** Why nothing is sent, while the destination is on hold. */
    Optional<Hold> hold();

    /** Sends again. Nothing happens if there is no hold. */
    void release();
}
