package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import waybill.destination.StorageException;

/**
 * What waits to be sent, on disk. For the worker, and for who hands messages in. Thread-safe; every method blocks, so none
 * is called on the window's thread.
 *
 * @throws StorageException from every method: nothing was changed
 */
public interface DeliveryQueue {
    /** A number for messages that are handed in together, by one or more calls of {@link #enqueue}. */
    long newBatch();

    /**
     * Hands messages in, all or none. When it returns they are on disk and outlast a power cut.
     *
     * @return their numbers, in the order given
     */
    default List<Long> enqueue(long batch, List<NewMessage> messages) {
        return enqueue(batch, messages, List.of());
    }

    /**
     * The same, and remembers files.
     *
     * @param files whose messages are all in {@code messages} or handed in before; or, with their lines, that far. What is
     *     known of a file that was read further stays
     */
    List<Long> enqueue(long batch, List<NewMessage> messages, List<FileMemory.Handed> files);

    /**
     * The messages that are due longest, none of which was cancelled. None while the destination is on hold.
     *
     * @param except numbers of messages that are in flight
     * @param limit on how many, 1 or more; fewer are given where the bodies are large
     */
    List<DueMessage> due(Instant now, Set<Long> except, int limit);

    /**
     * Calls {@code listener} whenever {@link #due} has found messages whose content cannot be read, which have failed by that.
     * There is one listener: the latest.
     */
    default void onUnreadable(Runnable listener) {
        // What keeps everything in memory can read it.
    }

    /** Marks some of what {@link DeliveryActions#beginCancelling} wrote down. @return whether there may be more */
    boolean markCancelled();

    /** Of the destination that is registered, new with each change of it; empty while there is none. */
    String revision();

    /** When the next message is due that is not in {@code except}; may have passed. Empty while none waits or all are held. */
    Optional<Instant> nextDue(Set<Long> except);

    /**
     * Writes outcomes, all or none; on disk when it returns. Holds the destination where an outcome asks for it, or where as
     * many messages as {@link DeliverySettings#holdAfter} says have failed in a row; attempts for a destination that was
     * changed since say nothing about that, and a hold stays as it began. A message that was cancelled while it was in flight
     * stays so unless it was delivered; one that was sent again meanwhile is sent again; one that was removed is passed over.
     *
     * @return the hold that these outcomes brought about
     */
    Optional<Hold> record(List<RecordedAttempt> attempts);

    /**
     * The clock was set back: what was to wait until a time after {@code now} comes earlier by {@code by}, so that no delay
     * grows.
     */
    void clockWentBack(Duration by, Instant now);

    /**
     * Does a part of what makes later work quicker, or gives back room on the disk if there is much to give back. All other
     * methods wait meanwhile, for a second or so.
     *
     * @param isIdle whether nobody is likely to wait
     * @return whether there is more to do
     */
    boolean tidy(boolean isIdle);

    /** The latest time that was ever written; a clock behind it was set back while nobody looked. */
    Optional<Instant> latestKnownTime();
}
