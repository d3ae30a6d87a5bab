package waybill.store;

import java.util.List;
import java.util.Optional;

/**
 * A table with sealed columns. Whoever adds one names it here, for these are the values that new keys have to seal anew.
 *
 * @param name of the table
 * @param row an SQL expression for the row as the seals name it
 */
record SealedTable(String name, String row, List<String> columns) {
    private static final List<SealedTable> ALL = List.of(
            new SealedTable("destination", "revision",
                    List.of("url", "auth_type", "trusted_certificates", "practice_key", "practice_certificate")),
            new SealedTable("auth_field", "(SELECT destination_revision FROM witness) || '/' || name", List.of("sealed")));

    /** What has to be sealed anew in the table of that name; empty if nothing has. */
    static Optional<SealedTable> of(String table) {
        return ALL.stream().filter(each -> each.name.equalsIgnoreCase(table)).findFirst();
    }

    /** Those that hold the destination. */
    static List<String> ofDestination() {
        return ALL.stream().map(SealedTable::name).toList();
    }

    boolean isSealed(String column) {
        return columns.stream().anyMatch(column::equalsIgnoreCase);
    }
}
