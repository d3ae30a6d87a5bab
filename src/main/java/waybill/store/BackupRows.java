package waybill.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.jasypt.exceptions.EncryptionOperationNotPossibleException;

import waybill.vault.KeyedStore.Extent;
import waybill.vault.VaultException;
import waybill.vault.VaultKeys;
import waybill.vault.VaultStatus.Refusal;
import waybill.vault.Witness;

/**
 * A database as rows for a backup, and a database made of such rows.
 * <p>
 * A database file from somebody else must never be opened: H2 runs each statement in its catalogue, as the administrator, and
 * loads each class that its maps name. Rows of a schema that the program brings itself have nothing that could be run.
 *
 * @param name of the database that is made
 */
record BackupRows(String name, Migrations migrations) {
    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * Writes what {@code session} holds at this moment, sealed values by {@code seals}.
     *
     * @throws VaultException with its refusal
     * @throws UncheckedIOException if {@code to} takes no more
     */
    void write(Session session, OutputStream to, SecretCipher seals, Extent extent) {
        try (Connection from = session.another()) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to, BUFFER_BYTES));
            new DatabaseRows(from, session.cipher(), seals).read(extent, RowFile.to(out));
            out.flush();
        } catch (SQLException e) {
            throw session.whileReading(e);
        } catch (EncryptionOperationNotPossibleException e) {
            throw new VaultException(Refusal.DATABASE_DAMAGED, "a sealed value does not open", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a database in {@code folder} with the schema of {@code witness} and the rows in {@code from}.
     *
     * @throws VaultException with its refusal; as damaged, if they are no rows of that schema
     * @throws UncheckedIOException if {@code from} cannot be read
     */
    void make(Path folder, VaultKeys keys, Witness witness, InputStream from) {
        requireKnown(witness);
        try {
            Connection to = H2.make(folder, name, keys);
            try (TableInserts inserts = schema(to, witness)) {
                RowFile.read(new DataInputStream(new BufferedInputStream(from, BUFFER_BYTES)), TableShape.of(to), inserts);
                SoundRows.require(to, witness.schemaVersion());
            } finally {
                H2.shutDown(to);
            }
        } catch (SQLException e) {
            throw SqlFaults.whileOpening(folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TableInserts schema(Connection to, Witness witness) throws SQLException {
        migrations.run(to, 0, witness.schemaVersion());
        WitnessTable.insert(to, witness);
        return new TableInserts(to);
    }

    private void requireKnown(Witness witness) {
        if (witness.schemaVersion() > migrations.newest()) {
            throw new VaultException(Refusal.NEWER_VERSION, "schema version " + witness.schemaVersion(), null);
        }
        if (witness.schemaVersion() < 1) {
            throw new VaultException(Refusal.DATABASE_DAMAGED, "schema version " + witness.schemaVersion(), null);
        }
    }
}
