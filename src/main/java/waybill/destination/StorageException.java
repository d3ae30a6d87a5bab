package waybill.destination;

/** Something could not be stored or read. Carries no value of what was to be stored. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final boolean isUncertain;

    public StorageException(Fault fault, Throwable cause) {
        this(fault, false, cause);
    }

    private StorageException(Fault fault, boolean isUncertain, Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
        this.isUncertain = isUncertain;
    }

    public StorageException(Fault fault) {
        this(fault, null);
    }

    /** Whoever was to store it may find it stored all the same. */
    public static StorageException uncertain(Fault fault, Throwable cause) {
        return new StorageException(fault, true, cause);
    }

    /** Whether it is not known what became of the change; else nothing was changed. */
    public boolean isUncertain() {
        return isUncertain;
    }

    public Fault fault() {
        return fault;
    }

    /** What went wrong, each with its own sentence in the window. */
    public enum Fault {
        ALREADY_REGISTERED, NOT_REGISTERED, DISK_FULL, READ_ONLY, DAMAGED, LOCKED, OTHER
    }
}
