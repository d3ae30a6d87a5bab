package waybill.destination;

import java.util.Optional;

/**
 * Where the one destination is kept. Every change is one transaction, on disk when the call returns. Blocks: never called
 * on the window's thread.
 *
 * @throws StorageException from every method: the change did not happen
 */
public interface DestinationRepository {
    Optional<Registered> find();

    /** @throws StorageException with {@link StorageException.Fault#ALREADY_REGISTERED} if there is one */
    void register(Destination destination, Readiness readiness);

    /** @throws StorageException with {@link StorageException.Fault#NOT_REGISTERED} if there is none */
    void replace(Destination destination, Readiness readiness);

    /**
     * Notes what a test of {@code tested} said.
     *
     * @return false, and nothing was changed, if that is no longer the registered destination
     */
    boolean note(Destination tested, Readiness readiness);

    /** Nothing happens if there is none. */
    void delete();
}
