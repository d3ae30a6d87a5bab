package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

import waybill.delivery.Trigger;

/**
 * What waits, those that are due longest first, but for what was cancelled and is not marked yet. That may be a million messages
 * at the front: each range of them is passed over at once as far as it was handed in together.
 */
final class Waiting implements AutoCloseable {
    /** Read at once where others are likely to be passed over. */
    private static final int FEW = 32;

    private final Ranges cancelled;
    private final PreparedStatement select;
    private final Queue<Row> read = new ArrayDeque<>();
    private final int most;
    private int atOnce;
    private Optional<Row> latest = Optional.empty();
    private boolean isEnd;

    /** @param due in microseconds since 1970 */
    record Row(long due, long number, int cause) {
        Trigger trigger() {
            return switch (cause) {
                case MessageTable.INITIAL -> Trigger.INITIAL;
                case MessageTable.RETRY -> Trigger.RETRY;
                default -> Trigger.MANUAL;
            };
        }
    }

    /**
     * @param until those that are due later are left out
     * @param most how many are likely to be wanted
     */
    Waiting(Connection connection, long until, int most) throws SQLException {
        this.cancelled = Ranges.cancelled(connection);
        this.most = Math.max(FEW, most);
        this.atOnce = cancelled.isEmpty() ? this.most : FEW;
        this.select = connection.prepareStatement("""
                SELECT due, message, cause FROM waiting WHERE due >= ? AND due <= ? AND (due > ? OR message > ?)
                    ORDER BY due, message FETCH FIRST ? ROWS ONLY""");
        select.setLong(2, until);
    }

    /** The next one. */
    Optional<Row> next() throws SQLException {
        while (true) {
            if (read.isEmpty() && !isEnd) {
                read();
            }
            latest = Optional.ofNullable(read.poll());
            if (latest.isEmpty()) {
                return latest;
            }
            Row row = latest.get();
            OptionalLong last = cancelled.lastWith(row.number());
            if (last.isEmpty()) {
                return latest;
            }
            passOver(new Row(row.due(), last.getAsLong(), row.cause()));
        }
    }

    private void passOver(Row to) throws SQLException {
        while (!read.isEmpty() && read.peek().due() == to.due() && read.peek().number() <= to.number()) {
            read.remove();
        }
        latest = Optional.of(to);
        if (read.isEmpty()) {
            atOnce = FEW;
        }
    }

    private void read() throws SQLException {
        long due = latest.map(Row::due).orElse(Long.MIN_VALUE);
        select.setLong(1, due);
        select.setLong(3, due);
        select.setLong(4, latest.map(Row::number).orElse(Long.MIN_VALUE));
        select.setInt(5, atOnce);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                read.add(new Row(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
            }
        }
        isEnd = read.size() < atOnce;
        atOnce = Math.min(most, atOnce * 2);
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
