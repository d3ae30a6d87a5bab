package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table and its columns, in the order that the migrations gave them.
 *
 * @param name as the database has it
 */
record TableShape(String name, List<Column> columns) {
    private static final String WITNESS = "witness";
    /** Made of other rows, and made again where it is not there: what somebody else says is in them is not taken. */
    private static final String INDEX = "index_block";

    /** @param name as the database has it */
    record Column(String name, ColumnKind kind) {
        String key() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    TableShape {
        columns = List.copyOf(columns);
    }

    /** All tables but the witness and what is made of others, by name. Asked of a database that this program made itself. */
    static List<TableShape> of(Connection connection) throws SQLException {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
                JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = 'PUBLIC' AND t.table_type = 'BASE TABLE'
                ORDER BY c.table_name, c.ordinal_position"""); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(new Column(rows.getString(2), ColumnKind.of(rows.getString(3))));
            }
        }
        return tables.entrySet().stream().map(entry -> new TableShape(entry.getKey(), entry.getValue()))
                .filter(table -> !List.of(WITNESS, INDEX).contains(table.key())).toList();
    }

    /** The name in lower case, as the program has it. */
    String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    String quoted() {
        return quoted(name);
    }

    /** A statement for all rows. @param first an SQL expression for a column before those of the table */
    String select(String first) {
        return "SELECT " + first + ", " + columnNames() + " FROM " + quoted();
    }

    /** A statement for one row, with a parameter for each column. */
    String insert() {
        return "INSERT INTO " + quoted() + " (" + columnNames() + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private String columnNames() {
        return String.join(", ", columns.stream().map(column -> quoted(column.name())).toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
