package waybill.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

import waybill.vault.DurableFiles;
import waybill.vault.VaultKeys;
import waybill.vault.Witness;

/**
 * Brings an older database to the newest schema: on a copy, which takes the database's place when it is done. Killed or
 * failing at any moment, the database is either as it was or migrated; a copy that was left is made anew.
 */
final class Upgrade {
    private static final String COPY = "waybill-migrating";

    private final Path folder;
    private final VaultKeys keys;
    private final Migrations migrations;

    Upgrade(Path folder, VaultKeys keys, Migrations migrations) {
        this.folder = folder;
        this.keys = keys;
        this.migrations = migrations;
    }

    /** Migrates {@code database}, which is closed and holds {@code witness}. */
    void run(Path database, Witness witness) throws SQLException, IOException {
        Path copy = folder.resolve(COPY + H2.SUFFIX);
        Files.copy(database, copy, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.restrict(copy);
        migrate(witness);
        DurableFiles.sync(copy);
        Files.move(copy, database, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncFolder(folder);
    }

    /** Removes the copy of a migration that was cut off, for a database that did without: it has what was there then. */
    static void discard(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(COPY + H2.SUFFIX));
        } catch (IOException _) {
            // Another time.
        }
    }

    private void migrate(Witness witness) throws SQLException {
        Connection connection = H2.open(folder, COPY, keys);
        try {
            migrations.run(connection, witness.schemaVersion());
            WitnessTable.update(connection, new Witness(witness.installId(), migrations.newest(), witness.opened()));
            H2.commit(connection);
        } finally {
            H2.shutDown(connection);
        }
    }
}
