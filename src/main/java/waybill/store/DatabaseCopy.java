package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/**
 * Copies rows from one database to another that has the same schema, table by table, and seals sealed values under the other's
 * keys. It knows no table but the witness; what it needs to know of sealed columns, {@link SealedTable} says.
 * <p>
 * Row by row, in place of H2's SCRIPT: that writes everything twice, the first time as a file of hexadecimal text.
 */
final class DatabaseCopy {
    private static final String WITNESS = "witness";
    private static final int ROWS_IN_A_COMMIT = 500;

    private final Connection from;
    private final SecretCipher opens;
    private final Connection to;
    private final SecretCipher seals;

    DatabaseCopy(Connection from, SecretCipher opens, Connection to, SecretCipher seals) {
        this.from = from;
        this.opens = opens;
        this.to = to;
        this.seals = seals;
    }

    /** Copies the tables that {@code wanted} accepts, names in lower case, and what the witness says of the destination. */
    void run(Predicate<String> wanted) throws SQLException {
        execute(from, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
        // Else the rows of a table would be in memory all at once.
        execute(from, "SET LAZY_QUERY_EXECUTION 1");
        execute(to, "SET REFERENTIAL_INTEGRITY FALSE");
        for (String table : tables(from)) {
            if (wanted.test(table) && !table.equals(WITNESS)) {
                copy(table);
            }
        }
        WitnessTable.setDestinationRevision(to, WitnessTable.destinationRevision(from));
        execute(to, "SET REFERENTIAL_INTEGRITY TRUE");
        H2.commit(to);
        from.rollback();
    }

    /** The names of the tables, in lower case. */
    static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE' ORDER BY table_name""")) {
            while (rows.next()) {
                tables.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private void copy(String table) throws SQLException {
        // What the migrations put there themselves.
        execute(to, "DELETE FROM " + table);
        var sealed = SealedTable.of(table);
        String row = sealed.map(SealedTable::row).orElse("''");
        long copied = 0;
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("SELECT " + row + " AS row_name, t.* FROM " + table + " t");
                PreparedStatement insert = insert(table, rows.getMetaData())) {
            while (rows.next()) {
                set(insert, rows, sealed.orElse(new SealedTable(table, row, List.of())));
                insert.executeUpdate();
                copied++;
                if (copied % ROWS_IN_A_COMMIT == 0) {
                    to.commit();
                }
            }
        }
        requireCount(table, copied);
    }

    private PreparedStatement insert(String table, ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 2; column <= columns.getColumnCount(); column++) {
            names.add(columns.getColumnName(column));
        }
        return to.prepareStatement("INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")");
    }

    private void set(PreparedStatement insert, ResultSet rows, SealedTable table) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        for (int column = 2; column <= columns.getColumnCount(); column++) {
            Object value = rows.getObject(column);
            String name = columns.getColumnName(column).toLowerCase(Locale.ROOT);
            if (value instanceof byte[] sealed && table.isSealed(name)) {
                var cell = new SecretCipher.Cell(table.name(), rows.getString(1), name);
                insert.setBytes(column - 1, seals.sealAnew(sealed, cell, opens));
            } else {
                insert.setObject(column - 1, value);
            }
        }
    }

    private void requireCount(String table, long expected) throws SQLException {
        try (Statement statement = to.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            if (row.getLong(1) != expected) {
                throw new VaultException(Refusal.OTHER, "the copy has another number of rows in " + table, null);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
