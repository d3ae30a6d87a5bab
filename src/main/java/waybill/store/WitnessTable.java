package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;
import waybill.vault.Witness;

/** The witness as the database holds it: one row. */
final class WitnessTable {
    private WitnessTable() {}

    static Witness read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT install_id, schema_version, opened FROM witness WHERE id = 1")) {
            if (!row.next()) {
                throw new VaultException(Refusal.DATABASE_DAMAGED, "no witness", null);
            }
            return new Witness(row.getString(1), row.getInt(2), row.getLong(3));
        }
    }

    static void insert(Connection connection, Witness witness) throws SQLException {
        try (PreparedStatement insert = connection
                .prepareStatement("INSERT INTO witness (id, install_id, schema_version, opened) VALUES (1, ?, ?, ?)")) {
            insert.setString(1, witness.installId());
            insert.setInt(2, witness.schemaVersion());
            insert.setLong(3, witness.opened());
            insert.executeUpdate();
        }
    }

    static void update(Connection connection, Witness witness) throws SQLException {
        try (PreparedStatement update = connection
                .prepareStatement("UPDATE witness SET schema_version = ?, opened = ? WHERE id = 1")) {
            update.setInt(1, witness.schemaVersion());
            update.setLong(2, witness.opened());
            update.executeUpdate();
        }
    }

    /** The revision of the destination that is registered; empty for none. */
    static String destinationRevision(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT destination_revision FROM witness WHERE id = 1")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    static void setDestinationRevision(Connection connection, String revision) throws SQLException {
        try (PreparedStatement update = connection
                .prepareStatement("UPDATE witness SET destination_revision = ? WHERE id = 1")) {
            update.setString(1, revision);
            update.executeUpdate();
        }
    }

    /**
     * Compares the database's witness with the key file's. One ahead is what a crash leaves, since the database is written
     * first. Anything else means that one of the two was cut, emptied, or replaced by another.
     *
     * @throws VaultException with its refusal
     */
    static void require(Witness found, Witness expected, int newestSchema) {
        if (found.schemaVersion() > newestSchema || expected.schemaVersion() > newestSchema) {
            throw new VaultException(Refusal.NEWER_VERSION, "schema version " + found.schemaVersion(), null);
        }
        requireNotOlder(found, expected);
        if (found.opened() - expected.opened() > 1) {
            throw new VaultException(Refusal.KEY_FILE_DAMAGED, "the key file is older than its database", null);
        }
    }

    /** The half of it that also holds while changes are made. @throws VaultException with its refusal */
    static void requireNotOlder(Witness found, Witness known) {
        if (!found.installId().equals(known.installId())) {
            throw new VaultException(Refusal.WRONG_KEY, "the database has another install id", null);
        }
        if (found.opened() < known.opened() || found.schemaVersion() < known.schemaVersion()) {
            throw new VaultException(Refusal.DATABASE_DAMAGED, "the database is older than its key file", null);
        }
    }
}
