package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Ranges of numbers, made of what is stored in {@code cancelling}: such messages are not sent, whether they are marked or not. */
final class Ranges {
    /** The last of each by its first; none touches another. */
    private final NavigableMap<Long, Long> lasts = new TreeMap<>();

    private Ranges() {}

    /** Those of what was cancelled and is not marked yet. To be read before what waits: a mark ends both. */
    static Ranges cancelled(Connection connection) throws SQLException {
        var ranges = new Ranges();
        try (PreparedStatement select = connection.prepareStatement("SELECT first, last FROM cancelling ORDER BY first");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ranges.add(rows.getLong(1), rows.getLong(2));
            }
        }
        return ranges;
    }

    /** @param numbers in any order, such as that of the lines on screen */
    static Ranges of(List<Long> numbers) {
        var ranges = new Ranges();
        numbers.stream().sorted().forEachOrdered(number -> ranges.add(number, number));
        return ranges;
    }

    boolean isEmpty() {
        return lasts.isEmpty();
    }

    boolean contains(long number) {
        return lastWith(number).isPresent();
    }

    /** The last number of the range that {@code number} is in. */
    OptionalLong lastWith(long number) {
        var range = lasts.floorEntry(number);
        return range == null || range.getValue() < number ? OptionalLong.empty() : OptionalLong.of(range.getValue());
    }

    /** First and last of each. */
    NavigableMap<Long, Long> byFirst() {
        return lasts;
    }

    /** Ranges are added in the order of their first numbers, and may overlap. */
    private void add(long first, long last) {
        var before = lasts.lastEntry();
        if (before != null && first - 1 <= before.getValue()) {
            before = lasts.pollLastEntry();
            lasts.put(before.getKey(), Math.max(before.getValue(), last));
        } else {
            lasts.put(first, last);
        }
    }
}
