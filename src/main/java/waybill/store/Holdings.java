package waybill.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import waybill.destination.AuthType;
import waybill.destination.Registered;
import waybill.vault.Holding;

/** Counts what a database holds. */
final class Holdings {
    private static final String MESSAGES = "message";

    private Holdings() {}

    static Holding of(Database database) {
        Optional<Registered> found = database.run(session -> session.read(SqlDestinationRepository::find));
        long messages = database.run(session -> session.read((connection, _) -> count(connection)));
        return new Holding(found.map(Registered::destination).map(destination -> new Holding.Target(destination.url().host(),
                AuthType.of(destination.auth()).name())), messages);
    }

    private static long count(Connection connection) throws SQLException {
        if (TableShape.of(connection).stream().noneMatch(table -> table.key().equals(MESSAGES))) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + MESSAGES)) {
            row.next();
            return row.getLong(1);
        }
    }
}
