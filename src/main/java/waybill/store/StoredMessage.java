package waybill.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** A row of the table of messages: what it was given with, and how far it is. */
record StoredMessage(long number, Given given, Progress progress) {
    static final String COLUMNS = "number, id, batch, name, size, linked, created, state, attempts, earlier, answered, answer, took, logged";

    static final byte WAITING = 0;
    static final byte DELIVERED = 1;
    static final byte FAILED = 2;
    static final byte CANCELLED = 3;

    static final int NO_ANSWER = -1;

    /** What never changes. @param created in microseconds since 1970 */
    record Given(String id, long batch, String name, int size, boolean linked, long created) {}

    /**
     * What changes with each attempt.
     *
     * @param earlier the attempts before it was last sent again
     * @param answered in microseconds since 1970, or {@link Micros#NONE}
     * @param answer the id of the answer, or {@link #NO_ANSWER}
     * @param took in microseconds
     * @param logged the bytes of its attempts
     */
    record Progress(byte state, int attempts, int earlier, long answered, int answer, long took, long logged) {
        static Progress begin() {
            return new Progress(WAITING, 0, 0, Micros.NONE, NO_ANSWER, 0, 0);
        }

        Progress cancelled() {
            return new Progress(CANCELLED, attempts, earlier, answered, answer, took, logged);
        }
    }

    /** From a row that begins with {@link #COLUMNS}. */
    static StoredMessage read(ResultSet row) throws SQLException {
        var given = new Given(row.getString(2), row.getLong(3), row.getString(4), row.getInt(5), row.getBoolean(6),
                row.getLong(7));
        long answered = row.getLong(11);
        boolean isAnswered = !row.wasNull();
        var progress = new Progress(row.getByte(8), row.getInt(9), row.getInt(10), isAnswered ? answered : Micros.NONE,
                isAnswered ? row.getInt(12) : NO_ANSWER, row.getLong(13), row.getLong(14));
        return new StoredMessage(row.getLong(1), given, progress);
    }

    /** Adds how far it is to a batch of updates. */
    void addProgressTo(PreparedStatement update) throws SQLException {
        update.setByte(1, progress.state());
        update.setInt(2, progress.attempts());
        update.setLong(3, progress.answered());
        update.setInt(4, progress.answer());
        update.setLong(5, progress.took());
        update.setLong(6, progress.logged());
        update.setInt(7, progress.earlier());
        update.setLong(8, number);
        update.addBatch();
    }

    /** Adds it to a batch of inserts. */
    void addTo(PreparedStatement insert) throws SQLException {
        insert.setLong(1, number);
        insert.setString(2, given.id());
        insert.setLong(3, given.batch());
        insert.setString(4, given.name());
        insert.setInt(5, given.size());
        insert.setBoolean(6, given.linked());
        insert.setLong(7, given.created());
        insert.setByte(8, progress.state());
        insert.setInt(9, progress.attempts());
        insert.setInt(10, progress.earlier());
        insert.setNull(11, Types.BIGINT);
        insert.setNull(12, Types.INTEGER);
        insert.setNull(13, Types.BIGINT);
        insert.setLong(14, progress.logged());
        insert.addBatch();
    }
}
