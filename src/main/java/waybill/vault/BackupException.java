package waybill.vault;

/** Ends work on a backup; becomes a value before it leaves the package. */
final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BackupFault fault;

    BackupException(BackupFault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    BackupFault fault() {
        return fault;
    }
}
