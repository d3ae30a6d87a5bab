package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import waybill.delivery.Message;
import waybill.store.Deliveries.Changes;

/**
 * The rows of messages, and of those that wait. No row of a message is changed but by this class: it also sees to it that the
 * index in memory has the change once it is on disk, and that no saved block of it without the change is left there.
 */
record MessageTable(Connection connection, Changes changes) {
    static final int INITIAL = 1;
    static final int RETRY = 2;
    static final int MANUAL = 3;

    static final String FIND = "SELECT " + StoredMessage.COLUMNS + " FROM message WHERE number = ?";

    private static final String INSERT = "INSERT INTO message (" + StoredMessage.COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String WAIT = "INSERT INTO waiting (message, due, cause) VALUES (?, ?, ?)";

    /** Inserts messages that wait, with their bodies. */
    void insert(List<StoredMessage> messages, List<Message> bodies) throws SQLException {
        try (PreparedStatement parts = connection.prepareStatement(BodyTable.INSERT)) {
            for (int i = 0; i < messages.size(); i++) {
                BodyTable.addTo(parts, messages.get(i).number(), bodies.get(i).body());
            }
            parts.executeBatch();
        }
        insert(messages);
    }

    /** Inserts messages that wait. Their bodies are there already. */
    void insert(List<StoredMessage> messages) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(INSERT);
                PreparedStatement waiting = connection.prepareStatement(WAIT)) {
            for (var message : messages) {
                forgetSaved(message.number());
                message.addTo(rows);
                addWaiting(waiting, message.number(), message.given().created(), INITIAL);
                changes.afterwards(index -> index.add(message));
            }
            rows.executeBatch();
            waiting.executeBatch();
        }
    }

    /** Writes how far each is now. */
    void update(List<StoredMessage> messages) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE message SET state = ?, attempts = ?, answered = ?, answer = ?, took = ?, logged = ?, earlier = ?
                    WHERE number = ?""")) {
            for (var message : messages) {
                forgetSaved(message.number());
                message.addProgressTo(update);
                changes.afterwards(index -> index.set(message.number(), message.progress()));
            }
            update.executeBatch();
        }
    }

    /** @param numbers of messages that wait */
    void cancel(List<Long> numbers) throws SQLException {
        try (PreparedStatement update = connection
                .prepareStatement("UPDATE message SET state = " + StoredMessage.CANCELLED + " WHERE number = ?");
                PreparedStatement over = connection.prepareStatement("DELETE FROM waiting WHERE message = ?")) {
            for (long number : numbers) {
                forgetSaved(number);
                update.setLong(1, number);
                update.addBatch();
                over.setLong(1, number);
                over.addBatch();
                changes.afterwards(index -> index.setState(number, StoredMessage.CANCELLED));
            }
            update.executeBatch();
            over.executeBatch();
        }
    }

    /** Of one that does not wait: what was tried before counts no more. @param due in microseconds since 1970 */
    void sendAgain(long number, long due) throws SQLException {
        forgetSaved(number);
        change("UPDATE message SET state = " + StoredMessage.WAITING
                + ", earlier = GREATEST(attempts, earlier + 1) WHERE number = ?", number);
        changes.afterwards(index -> index.setState(number, StoredMessage.WAITING));
        try (PreparedStatement insert = connection.prepareStatement(WAIT)) {
            addWaiting(insert, number, due, MANUAL);
            insert.executeBatch();
        }
    }

    /** Removes one that does not wait, with all that belongs to it. */
    void remove(long number) throws SQLException {
        forgetSaved(number);
        for (String table : List.of("body", "attempt", "copied_link")) {
            change("DELETE FROM " + table + " WHERE message = ?", number);
        }
        change("DELETE FROM message WHERE number = ?", number);
        changes.afterwards(index -> index.remove(number));
    }

    /** Cancels all that wait, and forgets what is saved of them. The index in memory has to be made anew. */
    static void cancelWaiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM index_block WHERE block IN (SELECT message / " + IndexBlock.SLOTS
                    + " FROM waiting)");
            statement.executeUpdate("UPDATE message SET state = " + StoredMessage.CANCELLED
                    + " WHERE number IN (SELECT message FROM waiting)");
            statement.executeUpdate("DELETE FROM waiting");
        }
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

    /** The newest block that has messages, from {@code most} on: however many are empty, that takes no time. */
    static OptionalLong newestBlock(Connection connection, long most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT number FROM message WHERE number >= 0 AND number <= ? ORDER BY number DESC FETCH FIRST ROW ONLY")) {
            select.setLong(1, most * IndexBlock.SLOTS + IndexBlock.SLOTS - 1);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1) / IndexBlock.SLOTS) : OptionalLong.empty();
            }
        }
    }

    private void forgetSaved(long number) throws SQLException {
        changes.index().saved().forget(connection, number);
    }

    private void change(String sql, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number);
            statement.executeUpdate();
        }
    }

    private static void addWaiting(PreparedStatement insert, long number, long due, int cause) throws SQLException {
        insert.setLong(1, number);
        insert.setLong(2, due);
        insert.setInt(3, cause);
        insert.addBatch();
    }
}
