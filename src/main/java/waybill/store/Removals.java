package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

import waybill.delivery.Retention;

/** What is still known of messages that the log no longer keeps. */
final class Removals {
    private Removals() {}

    /** Written with the removal of {@code message}. */
    static void note(Connection connection, StoredMessage message, Instant now) throws SQLException {
        try (PreparedStatement update = connection
                .prepareStatement("UPDATE delivery SET removed = removed + 1, removed_at = ?")) {
            update.setLong(1, Micros.of(now));
            update.executeUpdate();
        }
        if (message.progress().state() == StoredMessage.CANCELLED) {
            noteCancelled(connection, message.given().batch());
        }
    }

    private static void noteCancelled(Connection connection, long batch) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement("""
                MERGE INTO cancelled_and_gone AS known USING (SELECT CAST(? AS BIGINT) AS batch) AS now ON known.batch = now.batch
                    WHEN MATCHED THEN UPDATE SET messages = known.messages + 1
                    WHEN NOT MATCHED THEN INSERT (batch, messages) VALUES (now.batch, 1)""")) {
            merge.setLong(1, batch);
            merge.executeUpdate();
        }
    }

    /** How many messages of a batch were cancelled and then removed. */
    static long cancelled(Connection connection, long batch) throws SQLException {
        try (PreparedStatement select = connection
                .prepareStatement("SELECT messages FROM cancelled_and_gone WHERE batch = ?")) {
            select.setLong(1, batch);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Empty where none was ever removed. */
    static Optional<Retention.Tally> tally(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT removed, removed_at FROM delivery WHERE removed > 0")) {
            return row.next()
                    ? Optional.of(new Retention.Tally(row.getLong(1), Micros.instant(row.getLong(2))))
                    : Optional.empty();
        }
    }
}
