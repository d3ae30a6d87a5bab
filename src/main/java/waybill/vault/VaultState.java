package waybill.vault;

import waybill.vault.VaultStatus.Refusal;

/** Where the vault stands, and what follows when that changes. Written by one thread at a time, read by any. */
final class VaultState {
    private final VaultGuard guard;
    private final VaultOpening opening;
    private volatile VaultStatus status = notOpened();

    VaultState(VaultGuard guard, VaultOpening opening) {
        this.guard = guard;
        this.opening = opening;
    }

    VaultStatus get() {
        return status;
    }

    boolean isOpen() {
        return status instanceof VaultStatus.Opened;
    }

    /** Nothing is told to anybody. */
    void set(VaultStatus next) {
        status = next;
    }

    /** Sets it, and tells where the vault is open now. */
    void become(VaultStatus next) {
        status = next;
        if (isOpen()) {
            guard.runAfterOpening();
        }
    }

    /** Becomes what {@code work} returns, or refused with why it failed. */
    void attempt(VaultGuard.Work<VaultStatus> work) {
        become(guard.run(work, this::refused));
    }

    /** Closes database and keys, whatever fails in that; who uses an open one ends that first. The status is the caller's. */
    void closeOpened() {
        if (isOpen()) {
            guard.runBeforeClosing();
        }
        guard.close(opening);
    }

    /** Leaves nothing half open. */
    VaultStatus refused(Refusal why, String detail) {
        guard.close(opening);
        return new VaultStatus.Refused(why, detail);
    }

    /** Where a vault stands that nobody has tried to open. */
    static VaultStatus notOpened() {
        return new VaultStatus.Refused(Refusal.OTHER, "not opened");
    }
}
