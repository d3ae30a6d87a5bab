package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import waybill.destination.StorageException;

/**
 * Cancels messages, in two steps: what is to be cancelled is written down, then it is marked so, some at a time, because many
 * take seconds. What was written down is not sent any more, as {@link Waiting} passes over it. A lock, a full disk or a kill in
 * between leaves it, and whoever sends goes on with it, while others are sent.
 */
final class Cancelling {
    private static final int AT_ONCE = 500;
    private static final String MERGE = """
            MERGE INTO cancelling AS known USING (SELECT CAST(? AS BIGINT) AS first, CAST(? AS BIGINT) AS last) AS more
                ON known.first = more.first
                WHEN MATCHED THEN UPDATE SET last = GREATEST(known.last, more.last)
                WHEN NOT MATCHED THEN INSERT (first, last) VALUES (more.first, more.last)""";

    private final Deliveries deliveries;

    Cancelling(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Numbers from {@code first} to {@code last}. */
    private record Range(long first, long last) {}

    /**
     * Writes down that {@code numbers} are cancelled; a few are marked so at once.
     *
     * @param numbers of messages that wait, in any order
     * @throws StorageException if nothing was changed
     */
    void begin(List<Long> numbers) {
        if (!numbers.isEmpty()) {
            deliveries.acknowledge((connection, changes) -> {
                if (numbers.size() <= AT_ONCE) {
                    new MessageTable(connection, changes).cancel(waiting(connection, numbers));
                } else {
                    writeDown(connection, Ranges.of(numbers));
                }
                return true;
            });
        }
    }

    /** Those of a few that are not done meanwhile. */
    private static List<Long> waiting(Connection connection, List<Long> numbers) throws SQLException {
        var waiting = new ArrayList<Long>();
        try (PreparedStatement find = connection.prepareStatement("SELECT 1 FROM waiting WHERE message = ?")) {
            for (long number : numbers) {
                find.setLong(1, number);
                try (ResultSet row = find.executeQuery()) {
                    if (row.next()) {
                        waiting.add(number);
                    }
                }
            }
        }
        return waiting;
    }

    private static void writeDown(Connection connection, Ranges ranges) throws SQLException {
        // Another may have begun with the same message a moment ago, and not come to it.
        try (PreparedStatement merge = connection.prepareStatement(MERGE)) {
            for (var range : ranges.byFirst().entrySet()) {
                merge.setLong(1, range.getKey());
                merge.setLong(2, range.getValue());
                merge.addBatch();
            }
            merge.executeBatch();
        }
    }

    /** Marks all that was written down, by whomever. @throws StorageException if something is left of it */
    void finish() {
        boolean hasMore = true;
        while (hasMore) {
            // Others have their turn between.
            hasMore = markSome();
        }
    }

    /** Marks some of what was written down. @return whether there may be more */
    boolean markSome() {
        return deliveries.read(connection -> !first(connection).isEmpty()) && deliveries.write(this::step);
    }

    /** @return whether there was something to do */
    private boolean step(Connection connection, Deliveries.Changes changes) throws SQLException {
        List<Range> ranges = first(connection);
        var waiting = new ArrayList<Long>();
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT message FROM waiting WHERE message BETWEEN ? AND ? ORDER BY message FETCH FIRST ? ROWS ONLY");
                PreparedStatement over = connection.prepareStatement("DELETE FROM cancelling WHERE first = ?");
                PreparedStatement merge = connection.prepareStatement(MERGE)) {
            for (var range : ranges) {
                int room = AT_ONCE - waiting.size();
                find.setLong(1, range.first());
                find.setLong(2, range.last());
                find.setInt(3, room);
                int found = 0;
                try (ResultSet rows = find.executeQuery()) {
                    for (; rows.next(); found++) {
                        waiting.add(rows.getLong(1));
                    }
                }
                over.setLong(1, range.first());
                over.executeUpdate();
                if (found == room) {
                    if (waiting.getLast() < range.last()) {
                        merge.setLong(1, waiting.getLast() + 1);
                        merge.setLong(2, range.last());
                        merge.executeUpdate();
                    }
                    break;
                }
            }
        }
        new MessageTable(connection, changes).cancel(waiting);
        return !ranges.isEmpty();
    }

    /** As many as are done at once, or more. */
    private static List<Range> first(Connection connection) throws SQLException {
        try (PreparedStatement select = connection
                .prepareStatement("SELECT first, last FROM cancelling ORDER BY first FETCH FIRST " + AT_ONCE + " ROWS ONLY");
                ResultSet rows = select.executeQuery()) {
            var ranges = new ArrayList<Range>();
            while (rows.next()) {
                ranges.add(new Range(rows.getLong(1), rows.getLong(2)));
            }
            return ranges;
        }
    }
}
