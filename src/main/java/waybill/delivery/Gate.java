package waybill.delivery;

import java.util.Optional;

import waybill.destination.StorageException;

/** Whether an attempt may begin, and why not. Thread-safe. */
final class Gate {
    private boolean isClosed;
    private boolean isPaused;
    private int shut;
    private int gone;
    private Optional<Hold> hold = Optional.empty();
    private Optional<StorageException.Fault> fault = Optional.empty();

    synchronized boolean isOpen() {
        return !(isClosed || isPaused || shut > 0 || gone > 0 || hold.isPresent() || fault.isPresent());
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    synchronized Optional<Hold> hold() {
        return hold;
    }

    synchronized Optional<StorageException.Fault> fault() {
        return fault;
    }

    synchronized boolean isPaused() {
        return isPaused;
    }

    synchronized void close() {
        isClosed = true;
    }

    synchronized void setPaused(boolean paused) {
        isPaused = paused;
    }

    /** For a while, whatever a person paused: until {@link #reopen} was called as often. */
    synchronized void shut() {
        shut++;
    }

    synchronized void reopen() {
        shut--;
    }

    /** An endpoint said so, which is being written: it may become a hold. */
    synchronized void gone() {
        gone++;
    }

    /** As it is on disk. */
    synchronized void setHold(Optional<Hold> newHold) {
        hold = newHold;
    }

    /** Once for each {@link #gone}, after the hold was set, if it is one. */
    synchronized void goneIsWritten() {
        gone--;
    }

    synchronized void setFault(Optional<StorageException.Fault> newFault) {
        fault = newFault;
    }
}
