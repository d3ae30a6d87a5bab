package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import waybill.delivery.Message;

/** The rows of messages, and of those that wait. */
final class MessageTable {
    static final int INITIAL = 1;
    static final int RETRY = 2;
    static final int MANUAL = 3;

    static final String INSERT = "INSERT INTO message (" + StoredMessage.COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String FIND = "SELECT " + StoredMessage.COLUMNS + " FROM message WHERE number = ?";
    static final String WAIT = "INSERT INTO waiting (message, due, cause) VALUES (?, ?, ?)";

    private MessageTable() {}

    /** Inserts messages that wait, with their bodies. */
    static void insert(Connection connection, List<StoredMessage> messages, List<Message> bodies) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(INSERT);
                PreparedStatement parts = connection.prepareStatement(BodyTable.INSERT);
                PreparedStatement waiting = connection.prepareStatement(WAIT)) {
            for (int i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                message.addTo(rows);
                BodyTable.addTo(parts, message.number(), bodies.get(i).body());
                addWaiting(waiting, message.number(), message.given().created(), INITIAL);
            }
            rows.executeBatch();
            parts.executeBatch();
            waiting.executeBatch();
        }
    }

    static void addWaiting(PreparedStatement insert, long number, long due, int cause) throws SQLException {
        insert.setLong(1, number);
        insert.setLong(2, due);
        insert.setInt(3, cause);
        insert.addBatch();
    }

    static Optional<StoredMessage> find(Connection connection, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            return find(select, number);
        }
    }

    /** @param select made of {@link #FIND}; for many in a row, since parsing it costs as much as running it */
    static Optional<StoredMessage> find(PreparedStatement select, long number) throws SQLException {
        select.setLong(1, number);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(StoredMessage.read(row)) : Optional.empty();
        }
    }
}
