package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import waybill.delivery.FileMemory;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.NewMessage;

/** The digests of files that were handed in, in the encrypted database. */
public final class SqlFileMemory implements FileMemory {
    private final Deliveries deliveries;

    public SqlFileMemory(Database database) {
        this.deliveries = new Deliveries(database);
    }

    @Override
    public Optional<Sighting> seen(byte[] digest) {
        return deliveries.read(connection -> {
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT name, at, lines FROM handed_file WHERE digest = ?")) {
                select.setBytes(1, digest);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public Set<Long> batches(byte[] digest) {
        return deliveries.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT batch FROM handed_with WHERE digest = ?")) {
                select.setBytes(1, digest);
                try (ResultSet rows = select.executeQuery()) {
                    var batches = new HashSet<Long>();
                    while (rows.next()) {
                        batches.add(rows.getLong(1));
                    }
                    return batches;
                }
            }
        });
    }

    @Override
    public List<Sighting> unfinished(long batch) {
        return deliveries.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT name, at, lines FROM handed_file WHERE lines IS NOT NULL
                        AND digest IN (SELECT digest FROM handed_with WHERE batch = ?) ORDER BY at DESC""")) {
                select.setLong(1, batch);
                try (ResultSet rows = select.executeQuery()) {
                    var found = new ArrayList<Sighting>();
                    while (rows.next()) {
                        found.add(read(rows));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public long cancelled(long batch) {
        var index = deliveries.loaded();
        var query = MessageQuery.all().withBatch(batch).withStates(EnumSet.of(MessageState.CANCELLED));
        return index.countNewer(index.filter(query), 0)
                + deliveries.<Long>read(connection -> Removals.cancelled(connection, batch));
    }

    private static Sighting read(ResultSet row) throws SQLException {
        long lines = row.getLong(3);
        var known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lines);
        return new Sighting(row.getString(1), Micros.instant(row.getLong(2)), known);
    }

    /** All of them, but those of which more is known. */
    static void remember(Connection connection, long batch, List<Handed> files) throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        try (PreparedStatement merge = connection.prepareStatement(
                """
                        MERGE INTO handed_file AS known USING (SELECT CAST(? AS BINARY(32)) AS digest,
                                CAST(? AS VARCHAR(255)) AS name, CAST(? AS BIGINT) AS at, CAST(? AS BIGINT) AS lines) AS now
                                ON known.digest = now.digest
                            WHEN MATCHED AND (now.lines IS NULL OR known.lines < now.lines)
                                THEN UPDATE SET name = now.name, at = now.at, lines = now.lines
                            WHEN NOT MATCHED THEN INSERT (digest, name, at, lines)
                                VALUES (now.digest, now.name, now.at, now.lines)""");
                PreparedStatement with = connection
                        .prepareStatement("MERGE INTO handed_with (digest, batch) KEY (digest, batch) VALUES (?, ?)")) {
            for (var file : files) {
                String name = file.sighting().name();
                merge.setBytes(1, file.digest());
                merge.setString(2, name.substring(0, Math.min(name.length(), NewMessage.NAME_LIMIT)));
                merge.setLong(3, Micros.of(file.sighting().at()));
                merge.setObject(4, file.sighting().lines().isPresent() ? file.sighting().lines().getAsLong() : null,
                        Types.BIGINT);
                merge.executeUpdate();
                with.setBytes(1, file.digest());
                with.setLong(2, batch);
                with.executeUpdate();
            }
        }
    }
}
