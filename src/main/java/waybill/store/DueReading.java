package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import waybill.delivery.DueMessage;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.Trigger;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;

/**
 * Reads messages that are to be sent: those that are fresh from memory, the others one after the other with the same statement,
 * since parsing it costs as much as running it.
 */
final class DueReading implements AutoCloseable {
    private static final String SELECT = """
            SELECT m.id, m.size, m.attempts, m.earlier, b.bytes FROM message m LEFT JOIN body b ON b.message = m.number AND b.part = 0
                WHERE m.number = ?""";

    private final Connection connection;
    private final FreshMessages fresh;
    private final PreparedStatement select;

    DueReading(Connection connection, FreshMessages fresh) throws SQLException {
        this.connection = connection;
        this.fresh = fresh;
        this.select = connection.prepareStatement(SELECT);
    }

    /** A message with the beginning of its body. @param size of the whole body in bytes */
    record Found(DueMessage message, int size) {}

    Optional<Found> find(long number, Trigger trigger) throws SQLException {
        // One that was cancelled and is sent again has another count of rounds.
        var given = fresh.take(number).filter(_ -> trigger == Trigger.INITIAL);
        return given.isPresent()
                ? given.map(message -> new Found(new DueMessage(number, message, trigger, 1, 0), message.body().length))
                : stored(number, trigger);
    }

    private Optional<Found> stored(long number, Trigger trigger) throws SQLException {
        select.setLong(1, number);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            int attempts = row.getInt(3);
            byte[] begin = Optional.ofNullable(row.getBytes(5)).orElseThrow(() -> new StorageException(Fault.DAMAGED));
            var message = new Message(new MessageId(row.getString(1)), begin);
            return Optional.of(new Found(new DueMessage(number, message, trigger, attempts + 1, attempts - row.getInt(4)),
                    row.getInt(2)));
        }
    }

    /** The message with all of its body. */
    DueMessage whole(Found found) throws SQLException {
        var begun = found.message();
        if (begun.message().body().length == found.size()) {
            return begun;
        }
        byte[] body = BodyTable.read(connection, begun.number()).orElseThrow(() -> new StorageException(Fault.DAMAGED));
        return new DueMessage(begun.number(), new Message(begun.message().id(), body), begun.trigger(), begun.attempt(),
                begun.round());
    }

    /** Whatever is fresh still was cancelled. */
    void nothingIsDue() {
        fresh.clear();
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
