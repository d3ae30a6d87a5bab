package waybill.delivery;

import java.util.Optional;

import waybill.destination.StorageException;

/** Whether an attempt may begin, and why not. Thread-safe. */
final class Gate {
    private boolean isClosed;
    private boolean isPaused;
    private boolean isGone;
    private Optional<Hold> hold = Optional.empty();
    private Optional<StorageException.Fault> fault = Optional.empty();

    synchronized boolean isOpen() {
        return !(isClosed || isPaused || isGone || hold.isPresent() || fault.isPresent());
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

    /** The endpoint said so, and the hold is being written. */
    synchronized void gone() {
        isGone = true;
    }

    /** As it is on disk. */
    synchronized void setHold(Optional<Hold> newHold) {
        hold = newHold;
    }

    /** What was gone is a hold by now, on disk. */
    synchronized void goneIsWritten() {
        isGone = false;
    }

    synchronized void setFault(Optional<StorageException.Fault> newFault) {
        fault = newFault;
    }
}
