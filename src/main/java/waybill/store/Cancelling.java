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
 * take seconds. A lock, a full disk or a kill in between leaves what was written down, and whoever sends finishes it first.
 */
final class Cancelling {
    private static final int AT_ONCE = 500;

    private final Deliveries deliveries;

    Cancelling(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Numbers from {@code first} to {@code last}. */
    private record Range(long first, long last) {
        long size() {
            return last - first + 1;
        }
    }

    /**
     * Writes down that {@code numbers} are cancelled.
     *
     * @param numbers of messages that wait, in their order
     * @throws StorageException if nothing was changed
     */
    void begin(List<Long> numbers) {
        List<Range> ranges = ranges(numbers);
        if (!ranges.isEmpty()) {
            deliveries.acknowledge((connection, _) -> {
                // Another may have begun with the same message a moment ago, and not come to it.
                try (PreparedStatement merge = connection.prepareStatement(
                        """
                                MERGE INTO cancelling AS known USING (SELECT CAST(? AS BIGINT) AS first, CAST(? AS BIGINT) AS last) AS more
                                    ON known.first = more.first
                                    WHEN MATCHED THEN UPDATE SET last = GREATEST(known.last, more.last)
                                    WHEN NOT MATCHED THEN INSERT (first, last) VALUES (more.first, more.last)""")) {
                    for (var range : ranges) {
                        merge.setLong(1, range.first());
                        merge.setLong(2, range.last());
                        merge.addBatch();
                    }
                    merge.executeBatch();
                }
                return true;
            });
        }
    }

    /** Marks all that was written down, by whomever. @throws StorageException if something is left of it */
    void finish() {
        if (deliveries.read(connection -> !first(connection).isEmpty())) {
            while (deliveries.write(this::step)) {
                // Others have their turn between.
            }
        }
    }

    /** @return whether there was something to do */
    private boolean step(Connection connection, Deliveries.Changes changes) throws SQLException {
        List<Range> ranges = first(connection);
        var waiting = new ArrayList<Long>();
        try (PreparedStatement find = connection.prepareStatement(MessageTable.FIND);
                PreparedStatement over = connection.prepareStatement("DELETE FROM cancelling WHERE first = ?");
                PreparedStatement left = connection.prepareStatement("UPDATE cancelling SET first = ? WHERE first = ?")) {
            long room = AT_ONCE;
            for (var range : ranges) {
                long end = range.first() + Math.min(room, range.size());
                for (long number = range.first(); number < end; number++) {
                    MessageTable.find(find, number).filter(found -> found.progress().state() == StoredMessage.WAITING)
                            .ifPresent(found -> waiting.add(found.number()));
                }
                room -= end - range.first();
                if (end > range.last()) {
                    over.setLong(1, range.first());
                    over.addBatch();
                } else if (end > range.first()) {
                    left.setLong(1, end);
                    left.setLong(2, range.first());
                    left.addBatch();
                }
            }
            over.executeBatch();
            left.executeBatch();
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

    private static List<Range> ranges(List<Long> numbers) {
        var ranges = new ArrayList<Range>();
        for (long number : numbers) {
            if (!ranges.isEmpty() && ranges.getLast().last() + 1 == number) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().first(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return ranges;
    }
}
