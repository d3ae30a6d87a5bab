package waybill.ui.vault;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Quits once nothing is at work that must come to its end. Used on the window's thread. */
final class Quitting {
    private final VaultWork work;
    private final BackupModel backups;
    private final ReadOnlyBooleanWrapper wanted = new ReadOnlyBooleanWrapper();
    private Runnable quit = () -> {};

    Quitting(VaultWork work, BackupModel backups) {
        this.work = work;
        this.backups = backups;
        backups.onEnded(this::goOn);
    }

    /** Whether the application quits as soon as it can. */
    ReadOnlyBooleanProperty wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /** Runs {@code quit} now, or later and {@code waiting} now. */
    void want(Runnable quit, Runnable waiting) {
        if (isBusy()) {
            this.quit = quit;
            wanted.set(true);
            waiting.run();
        } else {
            quit.run();
        }
    }

    /** To be called when something has ended. */
    void goOn() {
        if (wanted.get() && !isBusy()) {
            quit.run();
        }
    }

    /** Stays, for there is something to be said. @return false where nobody wanted to quit */
    boolean isCalledOff() {
        boolean wasWanted = wanted.get();
        wanted.set(false);
        return wasWanted;
    }

    private boolean isBusy() {
        return work.isBusy() || backups.isBusy();
    }
}
