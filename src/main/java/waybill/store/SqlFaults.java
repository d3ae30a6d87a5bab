package waybill.store;

import java.nio.file.Path;
import java.sql.SQLException;

import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

import waybill.destination.StorageException;
import waybill.vault.FileFaults;
import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/** Names what stands behind H2's error codes. */
final class SqlFaults {
    private SqlFaults() {}

    /** What stands behind {@code fault} of the database in {@code folder}. */
    static Refusal refusal(Path folder, SQLException fault) {
        return switch (fault.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Refusal.IN_USE;
            case ErrorCode.DATABASE_IS_READ_ONLY -> Refusal.READ_ONLY;
            case ErrorCode.WRONG_USER_OR_PASSWORD -> Refusal.WRONG_KEY;
            case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 -> Refusal.DATABASE_MISSING;
            case ErrorCode.FILE_VERSION_ERROR_1 -> Refusal.NEWER_VERSION;
            case ErrorCode.FILE_ENCRYPTION_ERROR_1, ErrorCode.FILE_CORRUPTED_1, ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1, ErrorCode.COLUMN_NOT_FOUND_1 ->
                Refusal.DATABASE_DAMAGED;
            case ErrorCode.GENERAL_ERROR_1, ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.DATABASE_IS_CLOSED ->
                ofFile(folder, fault);
            default -> Refusal.OTHER;
        };
    }

    /** For opening a database that was whole when it was closed: what has no other name is damage. */
    static VaultException whileOpening(Path folder, SQLException fault) {
        Refusal refusal = refusal(folder, fault);
        return new VaultException(refusal == Refusal.OTHER ? Refusal.DATABASE_DAMAGED : refusal, detail(fault), fault);
    }

    static VaultException whileMaking(Path folder, SQLException fault) {
        return new VaultException(refusal(folder, fault), detail(fault), fault);
    }

    static StorageException inUse(Path folder, SQLException fault) {
        return new StorageException(storageFault(refusal(folder, fault)), fault);
    }

    static StorageException.Fault storageFault(Refusal refusal) {
        return switch (refusal) {
            case DISK_FULL -> StorageException.Fault.DISK_FULL;
            case READ_ONLY -> StorageException.Fault.READ_ONLY;
            case DATABASE_DAMAGED, DATABASE_MISSING, WRONG_KEY -> StorageException.Fault.DAMAGED;
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, OLDER_STATE, NEWER_VERSION, IN_USE, KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED,
                    KEYCHAIN_ENTRY_MISSING, UNFINISHED, OTHER ->
                StorageException.Fault.OTHER;
        };
    }

    /** The other way round, for what the vault is told of work on an open database. */
    static Refusal refusal(StorageException.Fault fault) {
        return switch (fault) {
            case DISK_FULL -> Refusal.DISK_FULL;
            case READ_ONLY -> Refusal.READ_ONLY;
            case DAMAGED -> Refusal.DATABASE_DAMAGED;
            case ALREADY_REGISTERED, NOT_REGISTERED, LOCKED, OTHER -> Refusal.OTHER;
        };
    }

    /** H2 shuts itself after a fault of its file; the connection is of no use any more. */
    static boolean endsConnection(SQLException fault) {
        return switch (fault.getErrorCode()) {
            case ErrorCode.GENERAL_ERROR_1, ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.FILE_CORRUPTED_1, ErrorCode.CONNECTION_BROKEN_1, ErrorCode.OBJECT_CLOSED ->
                true;
            default -> false;
        };
    }

    /** H2's message may quote values of a statement, so only its code and the fault below it are told. */
    private static String detail(SQLException fault) {
        Throwable cause = fault.getCause();
        return "H2 error " + fault.getErrorCode() + (cause == null ? "" : ", " + cause.getClass().getSimpleName());
    }

    private static Refusal ofFile(Path folder, SQLException fault) {
        Refusal refusal = FileFaults.refusal(folder, fault);
        return refusal == Refusal.OTHER && isCorrupt(fault) ? Refusal.DATABASE_DAMAGED : refusal;
    }

    private static boolean isCorrupt(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException store) {
                return store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                        || store.getErrorCode() == DataUtils.ERROR_READING_FAILED
                        || store.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND;
            }
        }
        return false;
    }
}
