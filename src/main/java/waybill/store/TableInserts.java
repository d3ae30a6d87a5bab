package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/** Puts rows into a database whose schema is made, in place of what the migrations put there themselves. */
final class TableInserts implements RowSink, AutoCloseable {
    private static final int ROWS_IN_A_COMMIT = 500;

    private final Connection to;
    private Optional<TableShape> table = Optional.empty();
    private Optional<PreparedStatement> insert = Optional.empty();
    private long inserted;

    /** Rows may come in any order: what they refer to is checked at the end. */
    TableInserts(Connection to) throws SQLException {
        this.to = to;
        execute("SET REFERENTIAL_INTEGRITY FALSE");
    }

    @Override
    public void begin(TableShape next) throws SQLException {
        table = Optional.of(next);
        inserted = 0;
        execute("DELETE FROM " + next.quoted());
        insert = Optional.of(to.prepareStatement(next.insert()));
    }

    @Override
    public void add(List<Optional<Object>> values) throws SQLException {
        PreparedStatement row = insert.orElseThrow();
        for (int i = 0; i < values.size(); i++) {
            row.setObject(i + 1, values.get(i).orElse(null));
        }
        row.executeUpdate();
        inserted++;
        if (inserted % ROWS_IN_A_COMMIT == 0) {
            to.commit();
        }
    }

    @Override
    public void end() throws SQLException {
        close();
        try (Statement count = to.createStatement();
                ResultSet row = count.executeQuery("SELECT COUNT(*) FROM " + table.orElseThrow().quoted())) {
            row.next();
            if (row.getLong(1) != inserted) {
                throw new VaultException(Refusal.OTHER, "another number of rows is in " + table.orElseThrow().key(), null);
            }
        }
    }

    @Override
    public void finish(String destinationRevision) throws SQLException {
        WitnessTable.setDestinationRevision(to, destinationRevision);
        execute("SET REFERENTIAL_INTEGRITY TRUE");
        for (TableShape each : TableShape.of(to)) {
            execute("ALTER TABLE " + each.quoted() + " SET REFERENTIAL_INTEGRITY TRUE CHECK");
        }
        H2.commit(to);
    }

    @Override
    public void close() throws SQLException {
        if (insert.isPresent()) {
            insert.get().close();
            insert = Optional.empty();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute(sql);
        }
    }
}
