package waybill.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

import waybill.destination.StorageException;
import waybill.vault.VaultException;

/**
 * Reads on a thread and a connection of its own, so that nobody who looks waits for what is being written. What it sees is
 * committed.
 */
final class Reader {
    /** A closed file ends every connection to it, so that the first try may fail for nothing. */
    private static final int TRIES = 2;

    private final StoreThread thread = new StoreThread("store-reader");
    private Optional<Connection> connection = Optional.empty();
    private int generation;

    /** Something to read, in one or more statements that may see different states. */
    @FunctionalInterface
    interface Reading<R> {
        R run(Connection connection) throws SQLException;
    }

    /** The same, by somebody who needs more of the session than its database. */
    @FunctionalInterface
    interface SessionReading<R> {
        R run(Connection connection, Session session) throws SQLException;
    }

    /**
     * Not ended as a transaction: each statement sees what is committed when it begins, and H2, where it writes without delay,
     * takes the end of any transaction for a reason to write what another one has changed so far.
     *
     * @param session asked on the reading thread; throws where the database is not open
     * @throws StorageException if it cannot be read on this connection
     */
    <R> R read(Supplier<Session> session, SessionReading<R> reading) {
        return thread.run(() -> {
            for (int tried = 1;; tried++) {
                Session open = session.get();
                try {
                    R result = reading.run(connected(open), open);
                    if (generation == open.generation()) {
                        return result;
                    }
                    // The database was closed meanwhile: what was read may never have come to be.
                    if (tried == TRIES) {
                        throw new StorageException(StorageException.Fault.OTHER);
                    }
                } catch (SQLException e) {
                    disconnect();
                    if (tried == TRIES) {
                        throw open.fault(e);
                    }
                } catch (VaultException e) {
                    throw new StorageException(SqlFaults.storageFault(e.refusal()), e);
                }
            }
        });
    }

    /** Closes its connection; the next reading makes another. */
    void close() {
        thread.run(() -> {
            disconnect();
            return true;
        });
    }

    private Connection connected(Session session) throws SQLException {
        if (generation != session.generation()) {
            disconnect();
        }
        if (connection.isEmpty()) {
            generation = session.generation();
            connection = Optional.of(session.another());
        }
        return connection.get();
    }

    private void disconnect() {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
        } catch (SQLException _) {
            // It was closed with the file.
        }
        connection = Optional.empty();
    }
}
