package waybill.ui.vault;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import waybill.vault.VaultStatus;

/** Whether an answer of the keychain that comes late opens the vault. Used on the window's thread. */
public final class LateAnswer {
    private final VaultModel vault;
    private BooleanSupplier isAsking = () -> false;
    /** A lock was wanted while the vault was being opened, so it is not to open later on. */
    private boolean staysLocked;
    private boolean typing;
    /** It came while a window was open. */
    private boolean waits;

    LateAnswer(VaultModel vault) {
        this.vault = vault;
    }

    /**
     * It waits while a person is asked something in a window of its own, such as for the recovery key: the page below does not
     * change under their hands.
     */
    public void waitWhile(BooleanSupplier isAsking) {
        this.isAsking = isAsking;
    }

    /** To be called when such a window was closed. */
    public void windowClosed() {
        if (waits) {
            came();
        }
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
    }

    /** A person has answered the keychain's question: the page that says to do so need not be answered as well. */
    void came() {
        waits = isAsking.getAsBoolean();
        if (!waits && vault.status().filter(this::opens).isPresent()) {
            vault.open();
        }
    }

    private boolean opens(VaultStatus status) {
        return !staysLocked && missed(status).filter(LateAnswer::mayComeLate).isPresent();
    }

    /** Why the keychain did not open it. */
    private Optional<VaultStatus.Refusal> missed(VaultStatus status) {
        return switch (status) {
            case VaultStatus.Refused(var why, var _) -> Optional.of(why);
            case VaultStatus.NeedsPassphrase _ -> typing ? Optional.empty() : vault.keychainFault();
            case VaultStatus.Opened _,VaultStatus.NeedsNewPassphrase _,VaultStatus.Locked _ -> Optional.empty();
        };
    }

    private static boolean mayComeLate(VaultStatus.Refusal why) {
        return why == VaultStatus.Refusal.KEYCHAIN_LOCKED || why == VaultStatus.Refusal.KEYCHAIN_UNAVAILABLE;
    }
}
