package waybill.store;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** The bodies of messages, in parts. */
final class BodyTable {
    static final String INSERT = "INSERT INTO body (message, part, bytes) VALUES (?, ?, ?)";

    /** H2's limit for a value that is no large object. */
    private static final int PART_BYTES = 1024 * 1024;

    private BodyTable() {}

    /** Adds the parts of {@code body} to a batch of inserts. An empty body has one part, too. */
    static void addTo(PreparedStatement insert, long message, byte[] body) throws SQLException {
        int part = 0;
        do {
            int from = part * PART_BYTES;
            insert.setLong(1, message);
            insert.setInt(2, part);
            insert.setBytes(3, body.length <= PART_BYTES
                    ? body
                    : Arrays.copyOfRange(body, from, Math.min(body.length, from + PART_BYTES)));
            insert.addBatch();
            part++;
        } while (part * PART_BYTES < body.length);
    }

    static Optional<byte[]> read(Connection connection, long message) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT bytes FROM body WHERE message = ? ORDER BY part")) {
            select.setLong(1, message);
            return read(select);
        }
    }

    private static Optional<byte[]> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            byte[] first = rows.getBytes(1);
            if (!rows.next()) {
                return Optional.of(first);
            }
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(first);
            do {
                whole.writeBytes(rows.getBytes(1));
            } while (rows.next());
            return Optional.of(whole.toByteArray());
        }
    }

    static void copy(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement copy = connection
                .prepareStatement("INSERT INTO body (message, part, bytes) SELECT ?, part, bytes FROM body WHERE message = ?")) {
            copy.setLong(1, to);
            copy.setLong(2, from);
            copy.executeUpdate();
        }
    }
}
