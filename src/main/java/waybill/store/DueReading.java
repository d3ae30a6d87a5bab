package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import waybill.delivery.Attempt;
import waybill.delivery.DueMessage;
import waybill.delivery.Fault;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.SentRequest;
import waybill.delivery.Timings;
import waybill.delivery.Trigger;

/**
 * Reads messages that are to be sent: those that are fresh from memory, the others one after the other with the same statement,
 * since parsing it costs as much as running it.
 */
final class DueReading implements AutoCloseable {
    private static final String SELECT = """
            SELECT m.id, m.size, m.attempts, m.earlier, b.bytes, m.batch
                FROM message m LEFT JOIN body b ON b.message = m.number AND b.part = 0 WHERE m.number = ?""";

    private final Connection connection;
    private final FreshMessages fresh;
    private final Instant now;
    private final PreparedStatement select;
    private final List<RecordedAttempt> unreadable = new ArrayList<>();

    DueReading(Connection connection, FreshMessages fresh, Instant now) throws SQLException {
        this.connection = connection;
        this.fresh = fresh;
        this.now = now;
        this.select = connection.prepareStatement(SELECT);
    }

    /** A message with the beginning of its body. @param size of the whole body in bytes */
    record Found(DueMessage message, int size) {}

    /** Empty where it is gone, or what is stored of it cannot be sent. */
    Optional<Found> find(long number, Trigger trigger) throws SQLException {
        // One that was cancelled and is sent again has another count of rounds.
        var given = fresh.take(number).filter(_ -> trigger == Trigger.INITIAL);
        return given.isPresent()
                ? given.map(
                        known -> new Found(new DueMessage(number, known.batch(), known.message(), trigger, 1, 0), known.size()))
                : stored(number, trigger);
    }

    private Optional<Found> stored(long number, Trigger trigger) throws SQLException {
        select.setLong(1, number);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            int attempts = row.getInt(3);
            Optional<byte[]> begin = Optional.ofNullable(row.getBytes(5));
            var message = new Message(new MessageId(row.getString(1)), begin.orElseGet(() -> new byte[0]));
            var due = new DueMessage(number, row.getLong(6), message, trigger, attempts + 1, attempts - row.getInt(4));
            if (begin.isEmpty()) {
                unreadable.add(failed(due));
                return Optional.empty();
            }
            return Optional.of(new Found(due, row.getInt(2)));
        }
    }

    /** The message with all of its body; empty where a part of that is missing. */
    Optional<DueMessage> whole(Found found) throws SQLException {
        var begun = found.message();
        if (begun.message().body().length == found.size()) {
            return Optional.of(begun);
        }
        var body = BodyTable.read(connection, begun.number()).filter(all -> all.length == found.size());
        if (body.isEmpty()) {
            unreadable.add(failed(begun));
        }
        return body.map(all -> new DueMessage(begun.number(), begun.batch(), new Message(begun.message().id(), all),
                begun.trigger(), begun.attempt(), begun.round()));
    }

    /** What becomes of messages that cannot be sent, so that they do not stop those behind them. */
    List<RecordedAttempt> unreadable() {
        return unreadable;
    }

    private RecordedAttempt failed(DueMessage due) {
        var outcome = new Outcome.Unreachable(Fault.CONTENT_CANNOT_BE_READ, Optional.empty(), "", Timings.none());
        var attempt = new Attempt(due.attempt(), due.trigger(), now, SentRequest.none(), outcome);
        // Of no destination, since it says nothing about one.
        return new RecordedAttempt(due.number(), attempt, new Next.Failed(), due.earlier(), "");
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
