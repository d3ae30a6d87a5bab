package waybill.ui.vault;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Quits once nothing is at work that must come to its end. Used on the window's thread. */
public final class Quitting {
    private final VaultModel vault;
    private final VaultWork work;
    private final BackupModel backups;
    private final ReadOnlyBooleanWrapper wanted = new ReadOnlyBooleanWrapper();
    private Runnable quit = () -> {};

    Quitting(VaultModel vault, VaultWork work, BackupModel backups) {
        this.vault = vault;
        this.work = work;
        this.backups = backups;
        backups.onEnded(this::goOn);
    }

    /** Whether the application quits as soon as it can. */
    ReadOnlyBooleanProperty wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /**
     * Runs {@code quit} as soon as nothing is at work on the vault, such as new keys or a backup, which can take long: that comes
     * to its end, and the window says so meanwhile. What waits to be done after it is not done.
     */
    void want(Runnable quit) {
        if (work.isBusy() || backups.isBusy()) {
            this.quit = quit;
            wanted.set(true);
            vault.hide();
        } else {
            quit.run();
        }
    }

    /** Whether it waits for nothing but a file, which may be where nothing answers any more. */
    boolean waitsForAFile() {
        return wanted.get() && backups.isBusy() && !work.isBusy();
    }

    /** To be called when something has ended. */
    void goOn() {
        if (wanted.get() && !work.isBusy() && !backups.isBusy()) {
            quit.run();
        }
    }

    /** Does not quit after all, where that was wanted: {@code said} says what a person must hear first. */
    void stay(Runnable said) {
        if (wanted.get()) {
            wanted.set(false);
            if (!isLockAhead()) {
                vault.showAgain();
            }
            say(said);
        }
    }

    /** After a lock, whose end closes all windows but the main one. */
    private void say(Runnable said) {
        if (isLockAhead()) {
            work.after(() -> say(said), () -> say(said));
        } else {
            said.run();
        }
    }

    /** Whatever is at work may be a lock, or have one after it, and shows where the vault stands when it ends. */
    private boolean isLockAhead() {
        return work.isBusy() || vault.isLockWanted();
    }
}
