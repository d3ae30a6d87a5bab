package waybill.ui.vault;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import waybill.vault.VaultStatus;

/** Whether an answer of the keychain that comes late opens the vault. Used on the window's thread. */
public final class LateAnswer {
    private final VaultModel vault;
    private final VaultWork work;
    private BooleanSupplier isAsking = () -> false;
    /** A lock was wanted while the vault was being opened, so it is not to open later on. */
    private boolean staysLocked;
    private boolean typing;
    /** It came while a window was open, or while the passphrase was being typed. */
    private boolean waits;
    private boolean waitsForTyping;
    private Runnable form = () -> {};

    LateAnswer(VaultModel vault, VaultWork work) {
        this.vault = vault;
        this.work = work;
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
        waitsForTyping = false;
    }

    /** Somebody wants it to be locked. */
    void refuse() {
        staysLocked = true;
    }

    /** Whether a person is typing the passphrase: then it is theirs to open the vault, and the form stays as it is. */
    void setTyping(boolean typing) {
        this.typing = typing;
        if (waits && !typing) {
            came();
        }
    }

    /** Whether it came, and waits until the passphrase that is being typed is done with. */
    boolean waitsForTyping() {
        return waitsForTyping;
    }

    /**
     * @param shown runs when the vault was tried with such an answer, and when one begins to wait for typing: the form may have to
     *     say something else, if it is still there
     */
    void onNews(Runnable shown) {
        form = shown;
    }

    private void tellForm() {
        form.run();
    }

    /** A person has answered the keychain's question: the page that says to do so need not be answered as well. */
    void came() {
        if (work.isBusy()) {
            work.after(this::came);
            return;
        }
        boolean isWanted = vault.status().filter(this::opens).isPresent();
        boolean isAsked = isAsking.getAsBoolean();
        waitsForTyping = !isAsked && isWanted && typing && isPassphraseAskedFor();
        waits = isAsked || waitsForTyping;
        if (waitsForTyping) {
            tellForm();
        } else if (isWanted && !waits) {
            vault.open(this::tellForm);
        }
    }

    private boolean isPassphraseAskedFor() {
        return vault.status().filter(VaultStatus.NeedsPassphrase.class::isInstance).isPresent();
    }

    private boolean opens(VaultStatus status) {
        return !staysLocked && missed(status).filter(LateAnswer::mayComeLate).isPresent();
    }

    /** Why the keychain did not open it. */
    private Optional<VaultStatus.Refusal> missed(VaultStatus status) {
        return switch (status) {
            case VaultStatus.Refused(var why, var _) -> Optional.of(why);
            case VaultStatus.NeedsPassphrase _ -> vault.keychainFault();
            case VaultStatus.Opened _,VaultStatus.NeedsNewPassphrase _,VaultStatus.Locked _ -> Optional.empty();
        };
    }

    private static boolean mayComeLate(VaultStatus.Refusal why) {
        return why == VaultStatus.Refusal.KEYCHAIN_LOCKED || why == VaultStatus.Refusal.KEYCHAIN_UNAVAILABLE;
    }
}
