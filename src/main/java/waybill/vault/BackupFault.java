package waybill.vault;

/** Why a backup cannot be made, looked into or used; each has its own sentence. */
public enum BackupFault {
    WRONG_PASSPHRASE,
    /** It is no file that Waybill wrote. */
    NOT_A_BACKUP,
    /** It was altered or cut. */
    DAMAGED,
    /** Written by a newer Waybill. */
    NEWER_VERSION,
    /** Written by a Waybill so early that its format is not read any more: that was not safe. */
    OLDER_VERSION,
    /** There is no destination in it, or none to be exported. */
    NO_DESTINATION,
    /** It would be among the vault's own files, and could take the place of one. */
    IN_DATA_FOLDER,
    /** The file cannot be read. */
    UNREADABLE, DISK_FULL, READ_ONLY,
    /** The vault is not open, or was locked meanwhile. */
    LOCKED, OTHER;

    static BackupFault of(VaultStatus.Refusal refusal) {
        return switch (refusal) {
            case KEY_FILE_DAMAGED, DATABASE_DAMAGED, WRONG_KEY -> DAMAGED;
            case NEWER_VERSION -> NEWER_VERSION;
            case DISK_FULL -> DISK_FULL;
            case READ_ONLY -> READ_ONLY;
            case KEY_FILE_MISSING, DATABASE_MISSING, OLDER_STATE, IN_USE, KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED,
                    KEYCHAIN_ENTRY_MISSING, UNFINISHED,
                    OTHER ->
                OTHER;
        };
    }
}
