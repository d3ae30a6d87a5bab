package waybill.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

import waybill.destination.Destination;
import waybill.destination.DestinationRepository;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;

/** The one destination, in the database. The schema holds the rule that there is only one. */
public final class SqlDestinationRepository implements DestinationRepository {
    private static final int REVISION_BYTES = 16;

    private final Database database;
    private final SecureRandom random;

    /** @param random for the revisions of the destination */
    public SqlDestinationRepository(Database database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    @Override
    public Optional<Registered> find() {
        return database.run(session -> session.read(SqlDestinationRepository::find));
    }

    @Override
    public void register(Destination destination, Readiness readiness) {
        database.run(session -> session.change((connection, cipher) -> {
            require(DestinationTable.revision(connection).isEmpty(), Fault.ALREADY_REGISTERED);
            return insert(connection, cipher, new Registered(destination, readiness));
        }));
    }

    @Override
    public void replace(Destination destination, Readiness readiness) {
        database.run(session -> session.change((connection, cipher) -> {
            require(DestinationTable.revision(connection).isPresent(), Fault.NOT_REGISTERED);
            DestinationTable.delete(connection);
            return insert(connection, cipher, new Registered(destination, readiness));
        }));
    }

    @Override
    public boolean note(Destination tested, Readiness readiness) {
        return database.run(session -> session.write((connection, cipher) -> {
            boolean isStillThere = find(connection, cipher).map(Registered::destination).filter(tested::equals).isPresent();
            return isStillThere && DestinationTable.note(connection, readiness);
        }));
    }

    @Override
    public void delete() {
        end((connection, _) -> {
            WitnessTable.setDestinationRevision(connection, "");
            return DestinationTable.delete(connection);
        });
    }

    /** The one after it begins without its hold and its failures. */
    private void end(Session.Work<Boolean> change) {
        database.run(session -> {
            try {
                boolean changed = session.change((connection, cipher) -> {
                    DeliveryTable.release(connection);
                    return change.run(connection, cipher);
                });
                session.index().setHold(Optional.empty());
                return changed;
            } catch (RuntimeException e) {
                session.index().reset();
                throw e;
            }
        });
    }

    static Optional<Registered> find(Connection connection, SecretCipher cipher) throws SQLException {
        Optional<String> revision = DestinationTable.revision(connection);
        if (!revision.orElse("").equals(WitnessTable.destinationRevision(connection))) {
            throw new StorageException(Fault.DAMAGED);
        }
        return revision.isEmpty()
                ? Optional.empty()
                : Optional.of(new DestinationTable(connection, cipher, revision.get()).read());
    }

    private boolean insert(Connection connection, SecretCipher cipher, Registered registered) throws SQLException {
        return insert(connection, cipher, registered, random);
    }

    static boolean insert(Connection connection, SecretCipher cipher, Registered registered, SecureRandom random)
            throws SQLException {
        byte[] bytes = new byte[REVISION_BYTES];
        random.nextBytes(bytes);
        String revision = HexFormat.of().formatHex(bytes);
        new DestinationTable(connection, cipher, revision).insert(registered);
        WitnessTable.setDestinationRevision(connection, revision);
        return true;
    }

    private static void require(boolean holds, Fault otherwise) {
        if (!holds) {
            throw new StorageException(otherwise);
        }
    }
}
