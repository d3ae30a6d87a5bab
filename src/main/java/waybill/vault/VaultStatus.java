package waybill.vault;

import java.time.Instant;

/** Where the vault stands, and so what the window has to ask for or say. */
public sealed interface VaultStatus {
    /** There is no vault yet, and no keychain answers: a passphrase is to be set. */
    record NeedsNewPassphrase() implements VaultStatus {}

    /**
     * The vault is there, whole, and locked.
     *
     * @param failures how many wrong passphrases were given in a row
     * @param notBefore no passphrase is tried before
     */
    record NeedsPassphrase(int failures, Instant notBefore) implements VaultStatus {}

    /** The vault was locked; {@link Vault#open} opens it again without a passphrase, for the keychain has its key. */
    record Locked() implements VaultStatus {}

    /** The vault is open. */
    record Opened(OpenedBy by) implements VaultStatus {}

    /**
     * The vault cannot be opened; nothing was changed.
     *
     * @param detail the technical reason, to be shown on request; has no secret in it
     */
    record Refused(Refusal refusal, String detail) implements VaultStatus {}

    /** What the master key was taken from. */
    enum OpenedBy {
        KEYCHAIN, PASSPHRASE
    }

    /** Why a vault cannot be opened or made; each has its own sentence. */
    enum Refusal {
        /** The key file is there and was altered or cut. */
        KEY_FILE_DAMAGED,
        /** A database without its key file. */
        KEY_FILE_MISSING,
        /** A key file without its database. */
        DATABASE_MISSING,
        /** The database was altered, cut, emptied or replaced by an older one. */
        DATABASE_DAMAGED,
        /** Key file and database fit one another, and are older than what the keychain has seen: put back from a copy. */
        OLDER_STATE,
        /** The key opens the key file and not this database: they belong to different vaults. */
        WRONG_KEY,
        /** Written by a newer Waybill. */
        NEWER_VERSION, DISK_FULL, READ_ONLY,
        /** Another process has it open. */
        IN_USE,
        /** Another vault counts already, after new keys or a restoring, and cannot be moved into place. */
        UNFINISHED,
        /** The key is in the OS keychain, which does not answer, is locked, or no longer has it. */
        KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED, KEYCHAIN_ENTRY_MISSING, OTHER
    }
}
