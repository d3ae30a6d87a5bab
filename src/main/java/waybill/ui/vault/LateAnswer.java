package waybill.ui.vault;

import java.util.Optional;

import waybill.vault.VaultStatus;

/** Whether an answer of the keychain that comes late opens the vault. Used on the window's thread. */
final class LateAnswer {
    /** A lock was wanted while the vault was being opened, so it is not to open later on. */
    private boolean staysLocked;
    private boolean typing;

    /** Somebody wants the vault to be opened, at once or late. */
    void expect() {
        staysLocked = false;
    }

    /** Somebody wants it to be locked. */
    void refuse() {
        staysLocked = true;
    }

    /** Whether a person is typing the passphrase: then it is theirs to open the vault, and the form stays as it is. */
    void setTyping(boolean typing) {
        this.typing = typing;
    }

    /** @param fault why a passphrase is asked for instead, where it is */
    boolean opens(VaultStatus status, Optional<VaultStatus.Refusal> fault) {
        return !staysLocked && missed(status, fault).filter(LateAnswer::mayComeLate).isPresent();
    }

    /** Why the keychain did not open it. */
    private Optional<VaultStatus.Refusal> missed(VaultStatus status, Optional<VaultStatus.Refusal> fault) {
        return switch (status) {
            case VaultStatus.Refused(var why, var _) -> Optional.of(why);
            case VaultStatus.NeedsPassphrase _ -> typing ? Optional.empty() : fault;
            case VaultStatus.Opened _,VaultStatus.NeedsNewPassphrase _,VaultStatus.Locked _ -> Optional.empty();
        };
    }

    private static boolean mayComeLate(VaultStatus.Refusal why) {
        return why == VaultStatus.Refusal.KEYCHAIN_LOCKED || why == VaultStatus.Refusal.KEYCHAIN_UNAVAILABLE;
    }
}
