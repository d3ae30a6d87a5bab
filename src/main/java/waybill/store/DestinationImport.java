package waybill.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.vault.Redirection;

/** A destination from elsewhere, to be put in place of whatever is registered. */
record DestinationImport(Database database, SecureRandom random, Destination imported) {
    /** @throws StorageException if {@code from} has none that can be read */
    static DestinationImport of(Database from, Database into, SecureRandom random) {
        Optional<Registered> found = new SqlDestinationRepository(from, random).find();
        return new DestinationImport(into, random,
                found.orElseThrow(() -> new StorageException(Fault.NOT_REGISTERED)).destination());
    }

    /** Empty if nothing waits, or what waits goes to the same host as before. */
    Optional<Redirection> redirection() {
        return database.run(session -> session.read((connection, cipher) -> {
            Optional<EndpointUrl> before = registered(connection, cipher);
            long waiting = waiting(connection);
            boolean isElsewhere = before.filter(imported.url()::sameHost).isEmpty();
            return waiting > 0 && isElsewhere
                    ? Optional.of(new Redirection(waiting, before.map(EndpointUrl::host), imported.url().host()))
                    : Optional.empty();
        }));
    }

    /** It counts as not tested: if it was, that was elsewhere. */
    void run(Redirection.Choice choice) {
        database.run(session -> {
            boolean isCancelling = choice == Redirection.Choice.CANCEL;
            try {
                session.change((connection, cipher) -> replace(connection, cipher, isCancelling));
                session.index().setHold(Optional.empty());
            } finally {
                if (isCancelling) {
                    session.index().reset();
                }
            }
            return true;
        });
    }

    private boolean replace(Connection connection, SecretCipher cipher, boolean isCancelling) throws SQLException {
        if (isCancelling) {
            MessageTable.cancelWaiting(connection);
        }
        // It begins without the hold and the failures of the one before it.
        DeliveryTable.release(connection);
        DestinationTable.delete(connection);
        return SqlDestinationRepository.insert(connection, cipher, new Registered(imported, Readiness.notTested()), random);
    }

    private static Optional<EndpointUrl> registered(Connection connection, SecretCipher cipher) throws SQLException {
        try {
            return SqlDestinationRepository.find(connection, cipher).map(found -> found.destination().url());
        } catch (StorageException _) {
            // A damaged one may well be why another is imported.
            return Optional.empty();
        }
    }

    private static long waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM waiting")) {
            row.next();
            return row.getLong(1);
        }
    }
}
