package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** How old the links of messages are that were sent as new: as old as the body, which is older than the message. */
final class LinkTable {
    private LinkTable() {}

    /** The message {@code to} has the body of {@code from}. */
    static void copy(Connection connection, StoredMessage from, long to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO copied_link (message, since)
                    VALUES (?, COALESCE((SELECT since FROM copied_link WHERE message = ?), ?))""")) {
            insert.setLong(1, to);
            insert.setLong(2, from.number());
            insert.setLong(3, from.given().created());
            insert.executeUpdate();
        }
    }

    /** The messages whose bodies are from before {@code micros}. */
    static Set<Long> before(Connection connection, long micros) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT message FROM copied_link WHERE since < ?")) {
            select.setLong(1, micros);
            try (ResultSet rows = select.executeQuery()) {
                var found = new HashSet<Long>();
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
                return found;
            }
        }
    }
}
