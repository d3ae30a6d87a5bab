package waybill.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

import waybill.destination.StorageException;
import waybill.vault.DurableFiles;
import waybill.vault.FileFaults;
import waybill.vault.Holding;
import waybill.vault.KeyedStore;
import waybill.vault.Redirection;
import waybill.vault.VaultException;
import waybill.vault.VaultKeys;
import waybill.vault.Witness;

/**
 * The one encrypted database file. All work is done on one thread of its own, one transaction after the other; every method
 * blocks until its work is on disk.
 */
public final class Database implements KeyedStore {
    private static final String NAME = "waybill";

    static {
        H2.loadNoClasses();
    }

    private final SecureRandom random;
    private final Migrations migrations;
    private final StoreThread thread = new StoreThread("store");
    private final Reader reader = new Reader();
    private final StoreThread copying = new StoreThread("copy");
    /** How many are being made. On the store thread alone. */
    private int copies;
    /** Set on the store thread alone. */
    private volatile Optional<Session> session = Optional.empty();

    /** @param random for the nonces of sealed values */
    public Database(SecureRandom random) {
        this(random, Migrations.bundled());
    }

    Database(SecureRandom random, Migrations migrations) {
        this.random = random;
        this.migrations = migrations;
    }

    @Override
    public Path file(Path folder) {
        return folder.resolve(NAME + H2.SUFFIX);
    }

    @Override
    public Witness newWitness(String installId) {
        return new Witness(installId, migrations.newest(), 0);
    }

    @Override
    public Witness create(Path folder, VaultKeys keys, String installId) {
        return thread.run(() -> {
            Witness witness = newWitness(installId);
            try {
                Connection connection = H2.make(folder, NAME, keys);
                try {
                    migrations.run(connection, 0);
                    WitnessTable.insert(connection, witness);
                    H2.commit(connection);
                } finally {
                    H2.shutDown(connection);
                }
                DurableFiles.sync(file(folder));
                return witness;
            } catch (SQLException e) {
                throw SqlFaults.whileMaking(folder, e);
            } catch (IOException e) {
                throw fault(folder, e);
            }
        });
    }

    @Override
    public void open(Path folder, VaultKeys keys, Witness witness, WitnessKeeper keeper) {
        thread.run(() -> {
            SecretCipher cipher = new SecretCipher(keys, witness.installId(), random);
            Session opening = new Session(folder, NAME, keys, cipher, keeper);
            try {
                Witness found = look(folder, keys);
                WitnessTable.require(found, witness, migrations.newest());
                keeper.permit();
                if (found.schemaVersion() < migrations.newest()) {
                    upgrade(folder, keys, found);
                }
                opening.raise(new Witness(witness.installId(), migrations.newest(), witness.opened() + 1));
                Upgrade.discard(folder);
                session = Optional.of(opening);
                return true;
            } catch (SQLException e) {
                throw SqlFaults.whileOpening(folder, e);
            } finally {
                // Also after an error, such as too little memory: else the file would stay in use.
                if (session.filter(open -> open == opening).isEmpty()) {
                    opening.close();
                }
            }
        });
    }

    @Override
    public boolean isOpen() {
        return session.isPresent();
    }

    @Override
    public void close() {
        closeLast(thread.run(() -> {
            Optional<Session> open = session;
            session = Optional.empty();
            return open;
        }));
    }

    @Override
    public Witness copy(Path folder, VaultKeys keys, String installId) {
        return copying(() -> copies(folder).make(keys, installId));
    }

    @Override
    public void write(OutputStream to, VaultKeys keys, String installId, Extent extent) {
        copying(() -> {
            try (SecretCipher seals = new SecretCipher(keys, installId, random)) {
                rows().write(open(), to, seals, extent);
                return true;
            }
        });
    }

    @Override
    public void make(Path folder, VaultKeys keys, Witness witness, InputStream from) {
        copying.run(() -> {
            rows().make(folder, keys, witness, from);
            return true;
        });
    }

    @Override
    public Witness copyAndClose(Path folder, VaultKeys keys, String installId) {
        List<Session> last = new ArrayList<>();
        Witness witness = thread.run(() -> {
            Witness made = copies(folder).make(keys, installId);
            last.add(open());
            session = Optional.empty();
            return made;
        });
        closeLast(last.stream().findFirst());
        return witness;
    }

    @Override
    public KeyedStore another() {
        return new Database(random, migrations);
    }

    @Override
    public Holding holding() {
        return inVaultTerms(() -> Holdings.of(this));
    }

    @Override
    public Optional<Redirection> redirection(KeyedStore other) {
        return inVaultTerms(() -> DestinationImport.of((Database) other, this, random).redirection());
    }

    @Override
    public void takeDestination(KeyedStore other, Redirection.Choice choice) {
        inVaultTerms(() -> {
            DestinationImport.of((Database) other, this, random).run(choice);
            return true;
        });
    }

    /** Reads without waiting for what is being written. @throws StorageException as {@link #run} */
    <R> R read(Reader.Reading<R> reading) {
        return read((connection, _) -> reading.run(connection));
    }

    /** As the other. */
    <R> R read(Reader.SessionReading<R> reading) {
        try {
            return reader.read(this::open, reading);
        } catch (StorageException e) {
            if (e.fault() == StorageException.Fault.LOCKED) {
                throw e;
            }
            // The one that writes knows how to read on a full disk, and tells what is wrong otherwise.
            return run(session -> session.read((connection, _) -> reading.run(connection, session)));
        }
    }

    /** Gives back room in the file; some of it, where it is large. Others wait meanwhile, for a second or so. */
    void compact() {
        run(session -> {
            if (copies > 0) {
                // Closing the file would end their connections.
                return false;
            }
            session.compact();
            return session.read((_, _) -> true);
        });
    }

    private <R> R copying(Callable<R> work) {
        count(1);
        try {
            return copying.run(work);
        } finally {
            count(-1);
        }
    }

    private void count(int more) {
        thread.run(() -> copies += more);
    }

    /** @throws StorageException with {@link StorageException.Fault#LOCKED} while the database is not open */
    <R> R run(Function<Session, R> work) {
        return thread.run(() -> work.apply(open()));
    }

    private Session open() {
        return session.orElseThrow(() -> new StorageException(StorageException.Fault.LOCKED));
    }

    private void closeLast(Optional<Session> last) {
        // First whoever reads: a later read would open the file again.
        reader.close();
        thread.run(() -> {
            last.ifPresent(Session::close);
            return true;
        });
    }

    private Copies copies(Path folder) {
        return new Copies(open(), folder, NAME, migrations, random);
    }

    private BackupRows rows() {
        return new BackupRows(NAME, migrations);
    }

    private static <R> R inVaultTerms(Supplier<R> work) {
        try {
            return work.get();
        } catch (StorageException e) {
            throw new VaultException(SqlFaults.refusal(e.fault()), e.fault().name(), e);
        }
    }

    /** Reads the witness without changing the file, which may be damaged, replaced, or of a newer version. */
    private Witness look(Path folder, VaultKeys keys) throws SQLException {
        DatabaseFile.requireWhole(file(folder), keys.filePassword());
        try (Connection connection = H2.openToRead(folder, NAME, keys)) {
            return WitnessTable.read(connection);
        }
    }

    private void upgrade(Path folder, VaultKeys keys, Witness found) {
        try {
            new Upgrade(folder, keys, migrations).run(file(folder), found);
        } catch (SQLException e) {
            throw SqlFaults.whileMaking(folder, e);
        } catch (IOException e) {
            throw fault(folder, e);
        }
    }

    private static VaultException fault(Path folder, IOException e) {
        return new VaultException(FileFaults.refusal(folder, e), e.toString(), e);
    }
}
