package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;

import waybill.delivery.DeliverySettings;
import waybill.delivery.Hold;
import waybill.delivery.Retention;
import waybill.delivery.RetryPolicy;

/** The one row of what governs delivery. */
final class DeliveryTable {
    private DeliveryTable() {}

    static DeliverySettings settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
                SELECT retries, first_delay, factor, at_once, per_second, hold_after, keep_days, keep_megabytes
                    FROM delivery""")) {
            row.next();
            var retry = new RetryPolicy(row.getInt(1), Micros.duration(row.getLong(2)), row.getDouble(3));
            return new DeliverySettings(retry, row.getInt(4), row.getInt(5), row.getInt(6),
                    new Retention(row.getInt(7), row.getInt(8)));
        }
    }

    static boolean setSettings(Connection connection, DeliverySettings settings) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE delivery SET retries = ?, first_delay = ?, factor = ?, at_once = ?, per_second = ?, hold_after = ?,
                    keep_days = ?, keep_megabytes = ?""")) {
            update.setInt(1, settings.retry().retries());
            update.setLong(2, Micros.of(settings.retry().firstDelay()));
            update.setDouble(3, settings.retry().factor());
            update.setInt(4, settings.atOnce());
            update.setInt(5, settings.perSecond());
            update.setInt(6, settings.holdAfter());
            update.setInt(7, settings.retention().days());
            update.setInt(8, settings.retention().megabytes());
            return update.executeUpdate() > 0;
        }
    }

    static boolean isPaused(Connection connection) throws SQLException {
        return number(connection, "SELECT CAST(paused AS INT) FROM delivery").orElse(0) > 0;
    }

    static boolean setPaused(Connection connection, boolean paused) throws SQLException {
        return update(connection, "UPDATE delivery SET paused = ?", paused ? 1 : 0);
    }

    static Optional<Hold> hold(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT hold_reason, hold_since, hold_failures FROM delivery")) {
            row.next();
            var since = Micros.instant(row.getLong(2));
            int failures = row.getInt(3);
            return Optional.ofNullable(row.getString(1)).map(reason -> new Hold(Hold.Reason.valueOf(reason), since, failures));
        }
    }

    static void setHold(Connection connection, Hold hold) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE delivery SET hold_reason = ?, hold_since = ?, hold_failures = ?, failures = 0")) {
            update.setString(1, hold.reason().name());
            update.setLong(2, Micros.of(hold.since()));
            update.setInt(3, hold.failures());
            update.executeUpdate();
        }
    }

    static boolean release(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "UPDATE delivery SET hold_reason = NULL, hold_since = NULL, hold_failures = 0, failures = 0") > 0;
        }
    }

    /** Messages that failed since the last that did not. */
    static int failures(Connection connection) throws SQLException {
        return (int) number(connection, "SELECT failures FROM delivery").orElse(0);
    }

    static void setFailures(Connection connection, int failures) throws SQLException {
        update(connection, "UPDATE delivery SET failures = ?", failures);
    }

    static OptionalLong latestTime(Connection connection) throws SQLException {
        return number(connection, "SELECT latest_time FROM delivery");
    }

    static void setLatestTime(Connection connection, long micros) throws SQLException {
        update(connection, "UPDATE delivery SET latest_time = ?", micros);
    }

    /** The first of {@code count} numbers for messages, which nobody else is given. */
    static long takeNumbers(Connection connection, int count) throws SQLException {
        long first = number(connection, "SELECT next_number FROM delivery").orElseThrow();
        update(connection, "UPDATE delivery SET next_number = ?", first + count);
        return first;
    }

    static long nextNumber(Connection connection) throws SQLException {
        return number(connection, "SELECT next_number FROM delivery").orElseThrow();
    }

    /** The first of {@code count} numbers for batches, which nobody else is given. */
    static long takeBatches(Connection connection, int count) throws SQLException {
        long first = number(connection, "SELECT next_batch FROM delivery").orElseThrow();
        update(connection, "UPDATE delivery SET next_batch = ?", first + count);
        return first;
    }

    static boolean raiseAcknowledged(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE delivery SET acknowledged = acknowledged + 1") > 0;
        }
    }

    private static OptionalLong number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            long number = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    private static boolean update(Connection connection, String sql, long value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, value);
            return update.executeUpdate() > 0;
        }
    }
}
