package waybill.ui.vault;

import java.util.Optional;

import waybill.vault.VaultStatus;

/** Whether an answer of the keychain that comes late opens the vault. Used on the window's thread. */
final class LateAnswer {
    /** A lock was wanted while the vault was being opened, so it is not to open later on. */
    private boolean staysLocked;
    private boolean typing;
    /** One came while the passphrase was being typed. */
    private boolean waits;
    private final Runnable again;
    private Runnable form = () -> {};

    /** @param again runs when one that came while the passphrase was being typed is to be looked at again */
    LateAnswer(Runnable again) {
        this.again = again;
    }

    /** Somebody wants the vault to be opened, at once or late. */
    void expect() {
        staysLocked = false;
        waits = false;
    }

    /** Somebody wants it to be locked. */
    void refuse() {
        staysLocked = true;
    }

    /** Whether a person is typing the passphrase: then it is theirs to open the vault, and the form stays as it is. */
    void setTyping(boolean typing) {
        this.typing = typing;
        if (waits && !typing) {
            waits = false;
            again.run();
        }
    }

    /** @param shown runs when the vault was tried with such an answer: the form may have to say something else, if it is still there */
    void onTried(Runnable shown) {
        form = shown;
    }

    void tried() {
        form.run();
    }

    /** @param fault why a passphrase is asked for instead, where it is */
    boolean opens(VaultStatus status, Optional<VaultStatus.Refusal> fault) {
        boolean isWanted = !staysLocked && missed(status, fault).filter(LateAnswer::mayComeLate).isPresent();
        waits = isWanted && typing && status instanceof VaultStatus.NeedsPassphrase;
        return isWanted && !waits;
    }

    /** Why the keychain did not open it. */
    private Optional<VaultStatus.Refusal> missed(VaultStatus status, Optional<VaultStatus.Refusal> fault) {
        return switch (status) {
            case VaultStatus.Refused(var why, var _) -> Optional.of(why);
            case VaultStatus.NeedsPassphrase _ -> fault;
            case VaultStatus.Opened _,VaultStatus.NeedsNewPassphrase _,VaultStatus.Locked _ -> Optional.empty();
        };
    }

    private static boolean mayComeLate(VaultStatus.Refusal why) {
        return why == VaultStatus.Refusal.KEYCHAIN_LOCKED || why == VaultStatus.Refusal.KEYCHAIN_UNAVAILABLE;
    }
}
