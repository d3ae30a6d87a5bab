package waybill.vault;

import java.util.Arrays;
import java.util.Set;

import waybill.vault.VaultStatus.OpenedBy;

/** What a person can have done to the keys of an open vault. Passphrases in it are wiped when it was carried out, or refused. */
public sealed interface KeyOrder {
    /** Another passphrase in place of the present one; what else opens the vault still does. The database is not touched. */
    record ChangePassphrase(char[] next) implements KeyOrder {}

    /** From the next start on, {@code next} is asked for; the keychain's entry is removed. */
    record UsePassphrase(char[] next) implements KeyOrder {}

    /** From the next start on, the keychain opens it without a question; a passphrase that there is stays as a second way. */
    record UseKeychain() implements KeyOrder {}

    /** A recovery key that opens nothing yet, and leaves the one before as it is, until it is {@linkplain KeepRecoveryKey kept}. */
    record NewRecoveryKey() implements KeyOrder {}

    /**
     * From now on {@code key} opens the vault, and the recovery key before it does not any more. It is the last one that was made
     * for this vault since it was opened; no passphrase is asked for, as that was done then.
     *
     * @param key stays the caller's
     */
    record KeepRecoveryKey(RecoveryKey key) implements KeyOrder {}

    /**
     * A new master key, and with it new keys for everything: file, user, every sealed value, and what the keychain holds. The
     * passphrase stays; a recovery key is of no use any more.
     */
    record NewKeys() implements KeyOrder {}

    /**
     * What opens the vault at the next start, where {@code before} did until now.
     *
     * @param ways what can open it after this
     */
    default OpenedBy opensThen(OpenedBy before, Set<KeyWay> ways) {
        return switch (this) {
            case UsePassphrase _ -> OpenedBy.PASSPHRASE;
            case UseKeychain _ -> OpenedBy.KEYCHAIN;
            // A keychain that had lost the old key keeps the new one.
            case NewKeys _ -> ways.contains(KeyWay.KEYCHAIN) ? OpenedBy.KEYCHAIN : OpenedBy.PASSPHRASE;
            case ChangePassphrase _,NewRecoveryKey _,KeepRecoveryKey _ -> before;
        };
    }

    /** Wipes the passphrase in it, if there is one. */
    default void wipe() {
        switch (this) {
            case ChangePassphrase(var next) -> Arrays.fill(next, '\0');
            case UsePassphrase(var next) -> Arrays.fill(next, '\0');
            case UseKeychain _,NewRecoveryKey _,KeepRecoveryKey _,NewKeys _ -> {
            }
        }
    }
}
