package waybill.vault;

import java.util.Arrays;

import waybill.vault.VaultStatus.OpenedBy;

/** What a person can have done to the keys of an open vault. Passphrases in it are wiped when it was carried out, or refused. */
public sealed interface KeyOrder {
    /** Another passphrase in place of the present one; what else opens the vault still does. The database is not touched. */
    record ChangePassphrase(char[] next) implements KeyOrder {}

    /** From the next start on, {@code next} is asked for; the keychain's entry is removed. */
    record UsePassphrase(char[] next) implements KeyOrder {}

    /** From the next start on, the keychain opens it without a question; a passphrase that there is stays as a second way. */
    record UseKeychain() implements KeyOrder {}

    /** A new recovery key; the one before, if there is one, is of no use any more. */
    record NewRecoveryKey() implements KeyOrder {}

    /**
     * A new master key, and with it new keys for everything: file, user, every sealed value, and what the keychain holds. The
     * passphrase stays; a recovery key is of no use any more.
     */
    record NewKeys() implements KeyOrder {}

    /** What opens the vault at the next start, where {@code before} did until now. */
    default OpenedBy opensThen(OpenedBy before) {
        return switch (this) {
            case UsePassphrase _ -> OpenedBy.PASSPHRASE;
            case UseKeychain _ -> OpenedBy.KEYCHAIN;
            case ChangePassphrase _,NewRecoveryKey _,NewKeys _ -> before;
        };
    }

    /** Wipes the passphrase in it, if there is one. */
    default void wipe() {
        switch (this) {
            case ChangePassphrase(var next) -> Arrays.fill(next, '\0');
            case UsePassphrase(var next) -> Arrays.fill(next, '\0');
            case UseKeychain _,NewRecoveryKey _,NewKeys _ -> {
            }
        }
    }
}
