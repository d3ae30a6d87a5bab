package waybill.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import waybill.destination.StorageException;

/**
 * Remembers which files were handed in, by their content, so that the same one twice is noticed. Written with the messages,
 * by {@link DeliveryQueue#enqueue(long, List, List)}.
 *
 * @throws StorageException from every method
 */
public interface FileMemory {
    /**
     * @param name it had
     * @param at when it was last handed in
     * @param lines how many of its lines were read, where it was not read to its end
     * @param batch with which it was; 0 where that is not known
     */
    record Sighting(String name, Instant at, OptionalLong lines, long batch) {}

    /** @param digest SHA-256 of the whole content, 32 bytes; not copied, so nobody may change it */
    record Handed(byte[] digest, Sighting sighting) {}

    /** @param digest SHA-256 of the whole content, 32 bytes */
    Optional<Sighting> seen(byte[] digest);

    /** How many messages of a batch were cancelled and have not been sent since, those that the log keeps no longer included. */
    long cancelled(long batch);
}
