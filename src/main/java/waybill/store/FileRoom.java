package waybill.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How the room in the file is used. Each commit writes changed pages to a new place; with {@code WRITE_DELAY=0} H2 gives
 * nothing back by itself, and a file of 10 MB of live data had 200 MB after 10,000 commits.
 *
 * @param bytes of the file
 * @param livePart 0 to 1
 */
record FileRoom(long bytes, double livePart) {
    /** What H2 keeps for a while in any case. */
    private static final long SMALL = 16L * 1024 * 1024;
    private static final double ENOUGH_WHEN_IDLE = 0.45;
    private static final double ENOUGH = 0.34;
    private static final double PERCENT = 100;

    static FileRoom of(Connection connection) throws SQLException {
        return new FileRoom((long) setting(connection, "info.FILE_SIZE"), setting(connection, "info.FILL_RATE") / PERCENT
                * setting(connection, "info.CHUNKS_FILL_RATE") / PERCENT);
    }

    /** Whether giving back room is worth that others wait. */
    boolean isWasted(boolean isIdle) {
        return bytes > SMALL && livePart < (isIdle ? ENOUGH_WHEN_IDLE : ENOUGH);
    }

    private static double setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = '" + name + "'")) {
            return row.next() ? row.getDouble(1) : PERCENT;
        }
    }
}
