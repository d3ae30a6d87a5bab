package waybill.vault;

import java.io.IOException;

import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** Has the keys of a vault changed, or another vault put in its place, and lets the status follow what came of it. */
final class KeyOrders {
    private final VaultState state;
    private final VaultGuard guard;
    private final VaultOpening opening;
    private final KeyChanges changes;
    private final Renewal renewal;

    KeyOrders(VaultState state, VaultGuard guard, VaultOpening opening, KeyChanges changes, Renewal renewal) {
        this.state = state;
        this.guard = guard;
        this.opening = opening;
        this.changes = changes;
        this.renewal = renewal;
    }

    /**
     * Carries {@code order} out on the vault that is open and was opened {@code by}. Where that fails and leaves nothing open,
     * the status is found by {@code open}.
     */
    KeyChange change(KeyOrder order, char[] present, OpenedBy by, VaultGuard.Work<VaultStatus> open) {
        KeyChange outcome = guard
                .change(() -> changes.run(order, opening.opened().orElseThrow(), present, guard::runBeforeClosing));
        if (opening.isStoreClosed()) {
            return startAgain(outcome, open);
        }
        if (opening.opened().filter(OpenVault::isUncertain).isPresent()) {
            // Nothing may be done with keys that are perhaps not those of the file.
            state.closeOpened();
            return startAgain(new KeyChange.Refused(Refusal.OTHER, "the key file could not be put back"), open);
        }
        if (outcome instanceof KeyChange.Changed) {
            state.set(new VaultStatus.Opened(order.opensThen(by, opening.ways())));
        }
        guard.resume();
        return outcome;
    }

    /** Opens a vault that is not open with {@code key}, and sets the passphrase {@code next}. */
    KeyChange recover(RecoveryKey key, char[] next) {
        KeyChange outcome = guard.change(
                () -> opening.recover(key, (open, master) -> changes.usePassphrase(open, master, next)));
        if (outcome instanceof KeyChange.Changed) {
            state.become(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
        } else if (outcome instanceof KeyChange.Refused(var why, var detail)) {
            state.set(state.refused(why, detail));
        }
        return outcome;
    }

    /**
     * Puts a vault with what {@code backup} holds in place of the one that is there. Where that fails and leaves nothing open,
     * the status is found by {@code open}.
     */
    KeyChange restore(Backup backup, Renewal.Keys keys, Renewal.Placing placing, VaultGuard.Work<VaultStatus> open) {
        boolean wasOpen = state.isOpen();
        KeyChange outcome = guard.change(() -> renewal.changeTo(keys, backup.store()::copy, placing));
        if (outcome instanceof KeyChange.Changed) {
            state.become(new VaultStatus.Opened(keys.by()));
        } else if (!wasOpen || opening.isStoreClosed()) {
            return startAgain(outcome, open);
        }
        return outcome;
    }

    /** The status is found as at a start, which goes on with what was decided. @return what then came of the change */
    private KeyChange startAgain(KeyChange outcome, VaultGuard.Work<VaultStatus> open) {
        guard.close(opening);
        state.attempt(open);
        boolean isFinished = outcome instanceof KeyChange.Refused(var why, var _) && why == Refusal.UNFINISHED
                && !(state.get() instanceof VaultStatus.Refused);
        return isFinished ? new KeyChange.Changed() : outcome;
    }
}
