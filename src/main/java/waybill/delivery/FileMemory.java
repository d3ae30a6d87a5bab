package waybill.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
     */
    record Sighting(String name, Instant at, OptionalLong lines) {}

    /** @param digest SHA-256 of the whole content, 32 bytes; not copied, so nobody may change it */
    record Handed(byte[] digest, Sighting sighting) {}

    /** @param digest SHA-256 of the whole content, 32 bytes */
    Optional<Sighting> seen(byte[] digest);

    /** The batches with which it was, as far as they are known. @param digest SHA-256 of the whole content, 32 bytes */
    Set<Long> batches(byte[] digest);

    /** Which files of a batch were not read to their end, neither with it nor since; the one that was read last comes first. */
    List<Sighting> unfinished(long batch);

    /** How many messages of a batch were cancelled and have not been sent since, those that the log keeps no longer included. */
    long cancelled(long batch);
}
