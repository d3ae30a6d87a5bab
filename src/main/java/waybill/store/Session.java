package waybill.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.jasypt.exceptions.EncryptionOperationNotPossibleException;

import waybill.destination.StorageException;
import waybill.vault.KeyedStore.WitnessKeeper;
import waybill.vault.VaultException;
import waybill.vault.VaultKeys;
import waybill.vault.VaultStatus.Refusal;
import waybill.vault.Witness;

/**
 * An opened database. Runs transactions on its one connection, which is made anew where a fault of the file (such as a full
 * disk) ended it. Used on one thread.
 */
final class Session {
    private final Path folder;
    private final String name;
    private final VaultKeys keys;
    private final SecretCipher cipher;
    private final WitnessKeeper keeper;
    private final MessageIndex index = new MessageIndex();
    private final FreshMessages fresh = new FreshMessages();
    private Optional<Connection> connection = Optional.empty();
    private volatile Optional<Witness> current = Optional.empty();
    private boolean isKept;
    private volatile int generation;
    /** The fault of the file by which H2 closed the database: what comes after it is only told that it is closed. */
    private volatile Optional<StorageException.Fault> closedBy = Optional.empty();

    /** @param name of the database in {@code folder}, without suffix */
    Session(Path folder, String name, VaultKeys keys, SecretCipher cipher, WitnessKeeper keeper) {
        this.folder = folder;
        this.name = name;
        this.keys = keys;
        this.cipher = cipher;
        this.keeper = keeper;
    }

    /** Something to do in one transaction. */
    @FunctionalInterface
    interface Work<R> {
        R run(Connection connection, SecretCipher cipher) throws SQLException;
    }

    /** Writes {@code raised} to the file, then has it kept. @throws VaultException if it cannot be kept */
    void raise(Witness raised) throws SQLException {
        WitnessTable.update(connected(), raised);
        H2.commit(connected());
        current = Optional.of(raised);
        keeper.keep(raised);
        isKept = true;
    }

    /** @throws StorageException if it cannot be read */
    <R> R read(Work<R> work) {
        return guarded(() -> {
            try {
                R result = work.run(connected(), cipher);
                connected().rollback();
                return result;
            } catch (SQLException e) {
                if (SqlFaults.refusal(folder, e) != Refusal.DISK_FULL) {
                    throw e;
                }
                return readOnFullDisk(work);
            }
        });
    }

    /** What opens the sealed values of this database. */
    SecretCipher cipher() {
        return cipher;
    }

    /** Runs {@code work} as one transaction. @throws StorageException if nothing was changed */
    <R> R write(Work<R> work) {
        return guarded(() -> {
            R result = work.run(connected(), cipher);
            H2.commit(connected());
            closedBy = Optional.empty();
            return result;
        });
    }

    /**
     * As {@link #write}, with a second commit behind it before it is acknowledged: after a power cut, the last commit of a file
     * was sometimes lost.
     */
    <R> R acknowledge(Work<R> work) {
        R result = write(work);
        try {
            write((used, _) -> DeliveryTable.raiseAcknowledged(used));
        } catch (StorageException _) {
            // The work is on disk and would be done twice if it were refused now.
        }
        return result;
    }

    /** As {@link #write}, and raises the witness, so that a file cut back to before this change is noticed. */
    <R> R change(Work<R> work) {
        return guarded(() -> {
            Connection used = connected();
            // The file may be ahead by one: one change that could not be kept has to be kept before the next.
            keep();
            R result = work.run(used, cipher);
            Witness raised = current.orElseThrow().raised();
            WitnessTable.update(used, raised);
            H2.commit(used);
            current = Optional.of(raised);
            isKept = false;
            keepIfPossible();
            return result;
        });
    }

    /** The messages in memory, as this session's database has them. */
    MessageIndex index() {
        return index;
    }

    /** What was just handed in to this session's database. */
    FreshMessages fresh() {
        return fresh;
    }

    /**
     * Another with each time that the database may have been closed, by a fault as well. A connection of before may show then what
     * never came to be: H2 goes on to read what it has in memory.
     */
    int generation() {
        return generation;
    }

    /**
     * Another connection to the same database, which the caller closes.
     *
     * @throws VaultException if the file is no longer the one that this session opened, or is an older state of it
     */
    Connection another() throws SQLException {
        Witness known = current.orElseThrow();
        Connection made = H2.open(folder, name, keys);
        try {
            // Changes that are made meanwhile put the file ahead.
            WitnessTable.requireNotOlder(WitnessTable.read(made), known);
            return made;
        } catch (SQLException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    VaultException whileReading(SQLException fault) {
        return SqlFaults.whileMaking(folder, fault);
    }

    StorageException fault(SQLException fault) {
        StorageException named = SqlFaults.inUse(folder, fault);
        if (named.fault() == StorageException.Fault.OTHER && SqlFaults.endsConnection(fault) && closedBy.isPresent()) {
            return new StorageException(closedBy.get(), fault);
        }
        if (named.fault() == StorageException.Fault.DISK_FULL || named.fault() == StorageException.Fault.READ_ONLY) {
            closedBy = Optional.of(named.fault());
        }
        return named;
    }

    /** Closes the file, by which H2 compacts it for a while; opened again by the next work. Ends all other connections. */
    void compact() {
        disconnect();
    }

    /** Closes the database. */
    void close() {
        fresh.clear();
        disconnect();
        cipher.close();
    }

    /** H2 writes even where it only reads, unless it is told that it may not. */
    private <R> R readOnFullDisk(Work<R> work) throws SQLException {
        disconnect();
        try (Connection reading = H2.openToRead(folder, name, keys)) {
            return work.run(reading, cipher);
        }
    }

    private void keep() {
        if (!isKept) {
            keeper.keep(current.orElseThrow());
            isKept = true;
        }
    }

    /** The change is on disk already: that its witness could not be kept is made up for before the next. */
    private void keepIfPossible() {
        try {
            keep();
        } catch (VaultException _) {
            isKept = false;
        }
    }

    private Connection connected() throws SQLException {
        if (connection.isEmpty()) {
            connection = Optional.of(H2.open(folder, name, keys));
            if (current.isPresent()) {
                resume();
            }
        }
        return connection.get();
    }

    /** After a fault, the file has the last state that is known, or the one that was just being written; no other is used. */
    private void resume() throws SQLException {
        try {
            resume(WitnessTable.read(connection.orElseThrow()));
        } catch (SQLException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    private void resume(Witness found) {
        Witness known = current.orElseThrow();
        WitnessTable.require(found, known, known.schemaVersion());
        isKept = isKept && found.equals(known);
        current = Optional.of(found);
    }

    private <R> R guarded(Transaction<R> transaction) {
        try {
            return transaction.run();
        } catch (SQLException e) {
            StorageException fault = fault(e);
            // A database that was opened to read on a full disk stays read-only until all its connections are closed.
            rollBack(SqlFaults.endsConnection(e) || fault.fault() == StorageException.Fault.READ_ONLY);
            throw fault;
        } catch (VaultException e) {
            rollBack(false);
            throw new StorageException(SqlFaults.storageFault(e.refusal()), e);
        } catch (EncryptionOperationNotPossibleException e) {
            rollBack(false);
            throw new StorageException(StorageException.Fault.DAMAGED, e);
        } catch (RuntimeException e) {
            rollBack(false);
            throw e;
        } catch (Error e) {
            // Such as too little memory: what is half done must not be part of the next transaction.
            rollBack(true);
            throw e;
        }
    }

    private void rollBack(boolean isConnectionOver) {
        try {
            if (connection.isPresent()) {
                connection.get().rollback();
            }
        } catch (SQLException _) {
            disconnect();
        }
        if (isConnectionOver) {
            disconnect();
        }
    }

    private void disconnect() {
        try {
            if (connection.isPresent()) {
                H2.shutDown(connection.get());
            }
        } catch (SQLException | RuntimeException | AssertionError _) {
            // A database that is closed already cannot be closed again, and after a fault of the disk H2 may stumble over its own
            // state, which is read anew from the file.
        }
        connection = Optional.empty();
        generation++;
    }

    private interface Transaction<R> {
        R run() throws SQLException;
    }
}
