package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import waybill.delivery.MessageId;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;

/** Lines of the log, read from the database. */
record MessageRows(MessageIndex index) {
    private static final String SELECT = "SELECT " + StoredMessage.COLUMNS
            + ", due FROM message LEFT JOIN waiting ON waiting.message = message.number ";

    /** Those of {@code numbers} that are still there, in the order given. */
    List<MessageRow> get(Connection connection, List<Long> numbers) throws SQLException {
        var found = new ArrayList<MessageRow>(numbers.size());
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE number = ?")) {
            for (long number : numbers) {
                select.setLong(1, number);
                addAll(select, found);
            }
        }
        return found;
    }

    /** The newest of those before {@code before}. */
    List<MessageRow> newest(Connection connection, long before, long offset, int limit) throws SQLException {
        var found = new ArrayList<MessageRow>(limit);
        try (PreparedStatement select = connection.prepareStatement(
                SELECT + "WHERE number < ? ORDER BY number DESC OFFSET ? ROWS FETCH FIRST ? ROWS ONLY")) {
            select.setLong(1, before);
            select.setLong(2, offset);
            select.setInt(3, limit);
            addAll(select, found);
        }
        return found;
    }

    private void addAll(PreparedStatement select, List<MessageRow> found) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long due = rows.getLong(15);
                boolean isDue = !rows.wasNull();
                found.add(row(StoredMessage.read(rows), isDue ? Optional.of(Micros.instant(due)) : Optional.empty()));
            }
        }
    }

    private MessageRow row(StoredMessage message, Optional<Instant> due) {
        var given = message.given();
        var progress = message.progress();
        Optional<MessageRow.Latest> latest = progress.answered() == Micros.NONE
                ? Optional.empty()
                : Optional.of(new MessageRow.Latest(Micros.instant(progress.answered()), index.answers().get(progress.answer()),
                        Micros.duration(progress.took())));
        return new MessageRow(message.number(), new MessageId(given.id()), given.batch(), given.name(), given.size(),
                Micros.instant(given.created()), state(progress.state(), index.hold().isPresent()), progress.attempts(), latest,
                due);
    }

    /** @param isHeld whether what waits is held */
    static MessageState state(byte stored, boolean isHeld) {
        return switch (stored) {
            case StoredMessage.WAITING -> isHeld ? MessageState.HELD : MessageState.WAITING;
            case StoredMessage.DELIVERED -> MessageState.DELIVERED;
            case StoredMessage.FAILED -> MessageState.FAILED;
            default -> MessageState.CANCELLED;
        };
    }
}
