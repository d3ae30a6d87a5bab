package waybill.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import waybill.vault.KeyedStore.Extent;

/**
 * Reads the rows of a database as they are at one moment, table by table, and seals sealed values under other keys. It knows no
 * table; what it needs to know of sealed columns, {@link SealedTable} says.
 * <p>
 * Row by row, in place of H2's SCRIPT: that writes everything twice, the first time as a file of hexadecimal text.
 */
final class DatabaseRows {
    private final Connection from;
    private final SecretCipher opens;
    private final SecretCipher seals;

    DatabaseRows(Connection from, SecretCipher opens, SecretCipher seals) {
        this.from = from;
        this.opens = opens;
        this.seals = seals;
    }

    /** Hands the rows to {@code sink}. */
    void read(Extent extent, RowSink sink) throws SQLException, IOException {
        try (Statement settings = from.createStatement()) {
            settings.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            // Else the rows of a table would be in memory all at once.
            settings.execute("SET LAZY_QUERY_EXECUTION 1");
        }
        for (TableShape table : TableShape.of(from)) {
            if (isWanted(table, extent)) {
                read(table, sink);
            }
        }
        sink.finish(WitnessTable.destinationRevision(from));
        from.rollback();
    }

    private void read(TableShape table, RowSink sink) throws SQLException, IOException {
        SealedTable sealed = SealedTable.of(table.key()).orElse(new SealedTable(table.key(), "''", List.of()));
        sink.begin(table);
        try (Statement select = from.createStatement(); ResultSet rows = select.executeQuery(table.select(sealed.row()))) {
            while (rows.next()) {
                sink.add(values(table, rows, sealed));
            }
        }
        sink.end();
    }

    private List<Optional<Object>> values(TableShape table, ResultSet rows, SealedTable sealed) throws SQLException {
        List<Optional<Object>> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            TableShape.Column column = table.columns().get(i);
            // The first column of the result is the row's name.
            Object value = column.kind().from(rows, i + 2);
            if (rows.wasNull()) {
                values.add(Optional.empty());
            } else if (sealed.isSealed(column.key())) {
                var cell = new SecretCipher.Cell(sealed.name(), rows.getString(1), column.key());
                values.add(Optional.of(seals.sealAnew((byte[]) value, cell, opens)));
            } else {
                values.add(Optional.of(value));
            }
        }
        return values;
    }

    private static boolean isWanted(TableShape table, Extent extent) {
        return switch (extent) {
            case EVERYTHING -> true;
            case DESTINATION -> SealedTable.ofDestination().contains(table.key());
        };
    }
}
