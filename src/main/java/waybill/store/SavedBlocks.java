package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Blocks of the index that are in the database as they are in memory: a million messages are read in a second so, and in eight
 * from their rows. Saved are those that are full and in which nothing waits, since they hardly change. Used on the store thread.
 */
final class SavedBlocks {
    private static final int MOST_BYTES = 1024 * 1024;

    /** Those with a row, whatever is in it. */
    private final Set<Long> present = new HashSet<>();
    /** Those that need not be saved. */
    private final Set<Long> done = new HashSet<>();

    SavedBlocks(Connection connection) throws SQLException {
        // The condition lets H2 read the key alone.
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT block, format FROM index_block WHERE block >= 0")) {
            while (rows.next()) {
                present.add(rows.getLong(1));
                if (rows.getInt(2) == IndexBlock.FORMAT) {
                    done.add(rows.getLong(1));
                }
            }
        }
    }

    /** A block that is being unpacked elsewhere, or that is not saved. */
    record Reading(long block, Optional<ForkJoinTask<IndexBlock>> unpacking) {
        boolean isSaved() {
            return unpacking.isPresent();
        }
    }

    /** Reads what is saved of a block, and has it unpacked. */
    Reading begin(Connection connection, long block) throws SQLException {
        if (done.contains(block) && present.contains(block)) {
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT bytes FROM index_block WHERE block = ? AND format = " + IndexBlock.FORMAT)) {
                select.setLong(1, block);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        byte[] packed = row.getBytes(1);
                        return new Reading(block, Optional.of(ForkJoinPool.commonPool().submit(() -> new IndexBlock(packed))));
                    }
                }
            }
        }
        return new Reading(block, Optional.empty());
    }

    /** The block: the saved one, or made of its rows. */
    IndexBlock end(Connection connection, Reading reading) throws SQLException {
        if (reading.isSaved()) {
            try {
                return reading.unpacking().get().join();
            } catch (RuntimeException _) {
                // Damaged: saved anew some time.
                done.remove(reading.block());
            }
        }
        return ofRows(connection, reading.block());
    }

    /** To be called in the transaction that changes a row of {@code message}: what is saved of it is no longer so. */
    void forget(Connection connection, long message) throws SQLException {
        long block = message / IndexBlock.SLOTS;
        if (present.contains(block)) {
            delete(connection, block);
            present.remove(block);
        }
        done.remove(block);
    }

    /** The newest that is to be saved. */
    OptionalLong next(Connection connection) throws SQLException {
        try (PreparedStatement waiting = connection
                .prepareStatement("SELECT 1 FROM waiting WHERE message >= ? AND message < ? FETCH FIRST ROW ONLY")) {
            OptionalLong next = OptionalLong.of(DeliveryTable.nextNumber(connection) / IndexBlock.SLOTS - 1);
            while (next.isPresent()) {
                long block = next.getAsLong();
                if (done.contains(block)) {
                    next = OptionalLong.of(block - 1);
                    continue;
                }
                next = MessageTable.newestBlock(connection, block);
                if (next.isPresent() && next.getAsLong() == block) {
                    if (isSettled(waiting, block)) {
                        return next;
                    }
                    next = OptionalLong.of(block - 1);
                }
            }
            return next;
        }
    }

    /** Made of its rows, so that it can have nothing else in it. Tried once: if it fails, the rows are read as before. */
    void save(Connection connection, long block) throws SQLException {
        // First, for a commit that fails may be in the file none the less.
        present.add(block);
        done.add(block);
        delete(connection, block);
        byte[] packed = ofRows(connection, block).packed();
        if (packed.length <= MOST_BYTES) {
            try (PreparedStatement insert = connection
                    .prepareStatement("INSERT INTO index_block (block, format, bytes) VALUES (?, ?, ?)")) {
                insert.setLong(1, block);
                insert.setInt(2, IndexBlock.FORMAT);
                insert.setBytes(3, packed);
                insert.executeUpdate();
            }
        }
    }

    private static boolean isSettled(PreparedStatement waiting, long block) throws SQLException {
        waiting.setLong(1, block * IndexBlock.SLOTS);
        waiting.setLong(2, (block + 1) * IndexBlock.SLOTS);
        try (ResultSet row = waiting.executeQuery()) {
            return !row.next();
        }
    }

    private static void delete(Connection connection, long block) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM index_block WHERE block = ?")) {
            delete.setLong(1, block);
            delete.executeUpdate();
        }
    }

    /** A block made of its rows. */
    static IndexBlock ofRows(Connection connection, long block) throws SQLException {
        var made = new IndexBlock();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + StoredMessage.COLUMNS + " FROM message WHERE number >= ? AND number < ? ORDER BY number")) {
            select.setLong(1, block * IndexBlock.SLOTS);
            select.setLong(2, (block + 1) * IndexBlock.SLOTS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var message = StoredMessage.read(rows);
                    made.add((int) (message.number() % IndexBlock.SLOTS), message.given(), message.progress());
                }
            }
        }
        return made;
    }
}
