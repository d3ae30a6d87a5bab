package waybill.destination;

/** Something could not be stored or read. Carries no value of what was to be stored. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public StorageException(Fault fault, Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public StorageException(Fault fault) {
        this(fault, null);
    }

    public Fault fault() {
        return fault;
    }

    /** What went wrong, each with its own sentence in the window. */
    public enum Fault {
        ALREADY_REGISTERED, NOT_REGISTERED, DISK_FULL, READ_ONLY, DAMAGED, LOCKED, OTHER
    }
}
