package waybill.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/**
 * Rows outside a database: values alone. Which tables and columns there are, and of what kind, the schema version says and not
 * what is read, so that nothing in it can be run.
 * <p>
 * For each table its name, then each row behind a 1, then a 0. At the end an empty name and the revision of the destination.
 */
final class RowFile {
    private static final String NO_MORE_TABLES = "";

    private RowFile() {}

    /** Writes rows. The caller closes {@code out}. */
    static RowSink to(DataOutputStream out) {
        return new Writing(out);
    }

    /**
     * Reads rows to the end of {@code in}, and hands them to {@code sink}.
     *
     * @param tables those that there may be, each once
     * @throws VaultException as damaged, if anything else is in it
     */
    static void read(DataInputStream in, List<TableShape> tables, RowSink sink) throws IOException, SQLException {
        try {
            Map<String, TableShape> left = tables.stream().collect(Collectors.toMap(TableShape::key, Function.identity()));
            for (String name = in.readUTF(); !name.equals(NO_MORE_TABLES); name = in.readUTF()) {
                TableShape table = Optional.ofNullable(left.remove(name)).orElseThrow(() -> damaged("a table that is none"));
                readRows(in, table, sink);
            }
            sink.finish(in.readUTF());
        } catch (EOFException | UTFDataFormatException e) {
            throw damaged(e.getClass().getSimpleName());
        }
        if (in.read() >= 0) {
            throw damaged("more than its rows");
        }
    }

    private static void readRows(DataInputStream in, TableShape table, RowSink sink) throws IOException, SQLException {
        sink.begin(table);
        while (in.readBoolean()) {
            List<Optional<Object>> values = new ArrayList<>();
            for (TableShape.Column column : table.columns()) {
                values.add(in.readBoolean() ? Optional.of(column.kind().read(in)) : Optional.empty());
            }
            sink.add(values);
        }
        sink.end();
    }

    private static VaultException damaged(String detail) {
        return new VaultException(Refusal.DATABASE_DAMAGED, detail, null);
    }

    private static final class Writing implements RowSink {
        private final DataOutputStream out;
        private List<TableShape.Column> columns = List.of();

        private Writing(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void begin(TableShape table) throws IOException {
            columns = table.columns();
            out.writeUTF(table.key());
        }

        @Override
        public void add(List<Optional<Object>> values) throws IOException {
            out.writeBoolean(true);
            for (int i = 0; i < columns.size(); i++) {
                Optional<Object> value = values.get(i);
                out.writeBoolean(value.isPresent());
                if (value.isPresent()) {
                    columns.get(i).kind().write(out, value.get());
                }
            }
        }

        @Override
        public void end() throws IOException {
            out.writeBoolean(false);
        }

        @Override
        public void finish(String destinationRevision) throws IOException {
            out.writeUTF(NO_MORE_TABLES);
            out.writeUTF(destinationRevision);
        }
    }
}
