package waybill.delivery;

import java.time.Duration;
import java.util.Optional;

import waybill.destination.StorageException;

/**
 * The worker as the window sees it. Thread-safe; no method blocks but those that say so, and {@link #pause} and
 * {@link #resume}, which write.
 */
public interface Sending {
    /** What the worker is at. */
    enum Activity {
        /** Not started, or ended. */
        STOPPED,
        /** Nothing is due. */
        IDLE, SENDING, PAUSED, ON_HOLD,
        /** Messages are due, but no destination is registered. */
        NO_DESTINATION,
        /** Nothing is sent while outcomes cannot be written; tried again every few seconds. */
        STORAGE_FAULT
    }

    /**
     * What the status line shows.
     *
     * @param isPaused whether a person paused all sending, whatever else holds it up
     * @param inFlight attempts under way, outcomes that are not on disk yet included
     * @param recorded attempts recorded since the start
     * @param perSecond attempts recorded in the last seconds, a second
     * @param hold why, while the activity is {@link Activity#ON_HOLD}
     * @param fault why, while the activity is {@link Activity#STORAGE_FAULT}
     */
    record Status(Activity activity, boolean isPaused, int inFlight, long recorded, double perSecond, Optional<Hold> hold,
            Optional<StorageException.Fault> fault) {}

    Status status();

    /** Begins no attempt any more, from when it returns; those under way end. Kept over a restart. */
    void pause();

    void resume();

    /** Looks anew: at settings, hold, destination, and what is due. To be called after any of them changed. */
    void wake();

    /**
     * Runs {@code change} while no attempt begins, with nothing read ahead: what it cancels is not sent any more, and nothing that
     * begins later goes to a destination that it replaces. Then others are sent again, unless a person paused that, and it waits
     * until what came of the attempts that were under way is on disk, {@code patience} at most, so that what is counted afterwards
     * is right. Blocks.
     */
    void whileStill(Runnable change, Duration patience);

    /** Looks for what is due. To be called after messages were handed in; costs little. */
    void look();

    /** Calls {@code listener} after what the log shows has changed, at most every 100 ms, on a thread of the worker. */
    void onChange(Runnable listener);
}
