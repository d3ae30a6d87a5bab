package waybill.delivery;

import java.time.Instant;
import java.util.Optional;

import waybill.destination.StorageException;

/**
 * Remembers which files were handed in, by their content, so that the same one twice is noticed.
 *
 * @throws StorageException from every method
 */
public interface FileMemory {
    /** @param name it had; @param at when it was last handed in */
    record Sighting(String name, Instant at) {}

    /** @param digest SHA-256 of the whole content, 32 bytes */
    Optional<Sighting> seen(byte[] digest);

    void remember(byte[] digest, Sighting sighting);
}
