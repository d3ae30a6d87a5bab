package waybill.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;

/** Names the faults of an opened database. Thread-safe. */
final class SessionFaults {
    private final Path folder;
    /** The fault of the file by which H2 closed the database: what comes after it is only told that it is closed. */
    private volatile Optional<Fault> closedBy = Optional.empty();

    SessionFaults(Path folder) {
        this.folder = folder;
    }

    StorageException of(SQLException fault) {
        StorageException named = SqlFaults.inUse(folder, fault);
        if (named.fault() == Fault.OTHER && SqlFaults.endsConnection(fault) && closedBy.isPresent()) {
            return new StorageException(closedBy.get(), fault);
        }
        if (named.fault() == Fault.DISK_FULL || named.fault() == Fault.READ_ONLY) {
            closedBy = Optional.of(named.fault());
        }
        return named;
    }

    /** Something could be written. */
    void areOver() {
        closedBy = Optional.empty();
    }
}
