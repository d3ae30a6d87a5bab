package waybill.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/** What every vault's rows keep to, beyond what their schema says: rows of a backup may come from anybody. */
final class SoundRows {
    /** The schema that has messages. */
    private static final int FIRST_SCHEMA = 2;
    /** Far more than are ever counted to, and far from where a sum would overflow. */
    private static final String MOST = "1000000000000000";
    /** What must find nothing. */
    private static final Map<String, String> WRONG = wrong();

    private SoundRows() {}

    /** @throws VaultException where they are not */
    static void require(Connection connection, int schemaVersion) throws SQLException {
        if (schemaVersion >= FIRST_SCHEMA) {
            require(connection);
        }
    }

    private static void require(Connection connection) throws SQLException {
        for (var query : WRONG.entrySet()) {
            try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query.getValue())) {
                if (found.next()) {
                    throw new VaultException(Refusal.DATABASE_DAMAGED, query.getKey(), null);
                }
            }
        }
        try {
            DeliveryTable.settings(connection);
            DeliveryTable.hold(connection);
        } catch (IllegalArgumentException e) {
            throw new VaultException(Refusal.DATABASE_DAMAGED, "no settings of the delivery", e);
        }
    }

    private static Map<String, String> wrong() {
        var wrong = new LinkedHashMap<String, String>();
        wrong.put("no delivery", "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM delivery)");
        wrong.put("a number that no message has", "SELECT 1 FROM message WHERE number < 1 FETCH FIRST ROW ONLY");
        wrong.put("numbers that come again", """
                SELECT 1 FROM delivery WHERE next_number NOT BETWEEN 1 AND %1$s OR next_batch NOT BETWEEN 1 AND %1$s
                    OR next_number <= (SELECT MAX(number) FROM message)""".formatted(MOST));
        wrong.put("a state that there is not", "SELECT 1 FROM message WHERE state NOT BETWEEN 0 AND 3 FETCH FIRST ROW ONLY");
        wrong.put("a cause that there is not", "SELECT 1 FROM waiting WHERE cause NOT BETWEEN 1 AND 3 FETCH FIRST ROW ONLY");
        return wrong;
    }
}
