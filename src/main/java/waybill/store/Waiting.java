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
    /** Those behind the latest with the same time, and those behind that time: each is one stretch of the index. */
    private final PreparedStatement same;
    private final PreparedStatement later;
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
        this.same = connection.prepareStatement("""
                SELECT due, message, cause FROM waiting WHERE due = ? AND message > ?
                    ORDER BY due, message FETCH FIRST ? ROWS ONLY""");
        this.later = connection.prepareStatement("""
                SELECT due, message, cause FROM waiting WHERE due > ? AND due <= ?
                    ORDER BY due, message FETCH FIRST ? ROWS ONLY""");
        later.setLong(2, until);
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
        if (latest.isPresent()) {
            same.setLong(1, latest.get().due());
            same.setLong(2, latest.get().number());
            read(same);
        }
        if (read.size() < atOnce) {
            later.setLong(1, latest.map(Row::due).orElse(Long.MIN_VALUE));
            read(later);
        }
        isEnd = read.size() < atOnce;
        atOnce = Math.min(most, atOnce * 2);
    }

    private void read(PreparedStatement select) throws SQLException {
        select.setInt(3, atOnce - read.size());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                read.add(new Row(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        same.close();
        later.close();
    }
}
