package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import waybill.delivery.MessageQuery;

/** Compares what is known of messages beside their rows with what the rows say. */
final class IndexAndRows {
    private IndexAndRows() {}

    /** What is saved, and what is in memory when it was read from there. @return how many blocks are saved */
    static int assertSame(Database database) {
        int saved = assertSavedAsRows(database);
        var index = new Deliveries(database).loaded();
        var all = index.filter(MessageQuery.all());
        Map<Long, Object> known = new LinkedHashMap<>();
        index.read(all, known::put);
        index.names(all, (number, name) -> known.merge(number, new String(name), (columns, text) -> text + " " + columns));
        assertThat(known).isEqualTo(database.run(session -> session.read((connection, _) -> ofRows(connection, all))));
        return saved;
    }

    /** @return how many are saved */
    static int assertSavedAsRows(Database database) {
        return database.run(session -> session.read((connection, _) -> {
            Map<Long, byte[]> saved = saved(connection);
            for (var each : saved.entrySet()) {
                assertThat(each.getValue()).as("block %d", each.getKey())
                        .isEqualTo(SavedBlocks.ofRows(connection, each.getKey()).packed());
            }
            return saved.size();
        }));
    }

    private static Map<Long, byte[]> saved(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT block, bytes FROM index_block")) {
            Map<Long, byte[]> saved = new TreeMap<>();
            while (rows.next()) {
                saved.put(rows.getLong(1), rows.getBytes(2));
            }
            return saved;
        }
    }

    private static Map<Long, Object> ofRows(Connection connection, IndexFilter all) throws SQLException {
        Map<Long, Object> found = new LinkedHashMap<>();
        long end = DeliveryTable.nextNumber(connection);
        for (long block = 0; block * IndexBlock.SLOTS < end; block++) {
            long first = block * IndexBlock.SLOTS;
            IndexBlock made = SavedBlocks.ofRows(connection, block);
            made.read(made.matching(all), (slot, columns) -> found.put(first + slot, columns));
            made.names(made.matching(all),
                    (slot, name) -> found.merge(first + slot, new String(name), (columns, text) -> text + " " + columns));
        }
        return found;
    }
}
