package waybill.intake;

import waybill.delivery.Cancellation;

/** Pauses, resumes and ends a reading from another thread. Thread-safe. */
public final class IntakeSwitch {
    private final Cancellation cancellation;
    private boolean paused;

    public IntakeSwitch(Cancellation cancellation) {
        this.cancellation = cancellation;
        cancellation.onCancel(this::resume);
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    /** Waits while paused. @return whether to go on: false once cancelled or interrupted */
    synchronized boolean goesOn() {
        try {
            while (paused && !cancellation.isCancelled()) {
                wait();
            }
            return !cancellation.isCancelled();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
