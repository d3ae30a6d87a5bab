package waybill.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes the rows of tables, one table after the other. */
interface RowSink {
    /** The rows that follow are of {@code table}. */
    void begin(TableShape table) throws SQLException, IOException;

    /** @param values one for each column, of its kind; empty for none */
    void add(List<Optional<Object>> values) throws SQLException, IOException;

    /** No more rows follow for the table. */
    void end() throws SQLException, IOException;

    /** @param destinationRevision what the witness says of the destination; no table follows */
    void finish(String destinationRevision) throws SQLException, IOException;
}
