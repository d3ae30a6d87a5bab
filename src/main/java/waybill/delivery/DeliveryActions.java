package waybill.delivery;

import java.util.function.LongConsumer;

import waybill.destination.StorageException;

/**
 * What a person can do with messages in the log. Thread-safe; blocks, long where it is about many messages, which are
 * changed some at a time. On disk when it returns; tell {@link Sending#wake} afterwards.
 *
 * @throws StorageException from every method; what was changed before it stays changed
 */
public interface DeliveryActions {
    /** Told how many messages are done; ends early once cancelled. */
    record Progress(Cancellation cancellation, LongConsumer done) {
        public static Progress unseen() {
            return new Progress(new Cancellation(), _ -> {});
        }
    }

    /**
     * Nothing more is sent of those of {@code selection} that wait or are held, whatever happens: it is written down that they are
     * cancelled. What was read of them before has to be taken back: call it in {@link Sending#whileStill}. They count as waiting
     * until they are marked, by {@link #finishCancelling} or {@link DeliveryQueue#markCancelled}.
     *
     * @return which they are
     * @throws StorageException if nothing was cancelled; on a full disk, perhaps after it was
     */
    Selection.These beginCancelling(Selection selection);

    /**
     * Marks what was written down; long where that is much, while others are sent. Where the vault is locked or the disk is full,
     * it is done some time later.
     *
     * @return how many of {@code begun} are cancelled, and not delivered meanwhile
     * @throws StorageException if it cannot be marked; they are cancelled all the same
     */
    long finishCancelling(Selection.These begun);

    /** Both, where nobody sends. @return how many there were */
    default long cancel(Selection selection) {
        return finishCancelling(beginCancelling(selection));
    }

    /** The next attempt of those that wait is due now. @return how many there were */
    long tryNow(Selection selection);

    /**
     * Sends again under the same id, with the schedule from its start; attempt numbers go on. Those that wait or are held are
     * passed over. @return how many are waiting now
     */
    long sendAgain(Selection selection, Progress progress);

    /** Hands the same bytes in again as new messages with new ids, one batch. @return how many */
    long sendAsNew(Selection selection, Progress progress);

    /** What {@code retention} would remove now. */
    Retention.Removal preview(Retention retention);

    /** Removes messages, with their bodies and attempts. @return what was removed, which may be less than was previewed */
    Retention.Removal remove(Retention retention, Progress progress);
}
