package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.destination.StorageException;
import waybill.vault.BackupFault;
import waybill.vault.Backups.Look;
import waybill.vault.SealedBackups;
import waybill.vault.VaultKeys;
import waybill.vault.Witness;

/**
 * Files from somebody who chose their passphrase, and so can seal whatever is inside: looking into one runs nothing of it.
 * FILE stands for a file that is written where something of it is run.
 */
class HostileBackupTest {
    private static final char[] PASSPHRASE = "of the stranger".toCharArray();

    @TempDir private Path parent;

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE LINKED TABLE evil('', 'jdbc:h2:mem:x;INIT=CALL FILE_WRITE(''00'', ''FILE'')', '', '', 'DUAL')",
            "CREATE ALIAS evil AS 'void evil() throws Exception { new java.io.File(\"FILE\").createNewFile(); }'; "
                    + "CREATE VIEW looks AS SELECT * FROM witness WHERE evil() IS NULL",
            "CREATE VIEW looks AS SELECT FILE_WRITE(X'00', 'FILE') AS written",
            "CREATE TABLE \"; DROP TABLE witness; --\" (x INT)",
            "CREATE TABLE object (x JAVA_OBJECT)"})
    void aDatabaseIsNotEvenOpened(String ddl) throws Exception {
        Path written = parent.resolve("written");
        Path file = parent.resolve("file");
        SealedBackups.writeFirstFormat(file, PASSPHRASE.clone(), (keys, id) -> database(keys, id, ddl, written));
        Files.deleteIfExists(written);
        try (Home home = Home.open(parent.resolve("home"))) {
            Look look = home.vault().backups().look(file, PASSPHRASE.clone());
            assertThat(written).doesNotExist();
            assertThat(look).isInstanceOfSatisfying(Look.Refused.class,
                    refused -> assertThat(refused.why()).isEqualTo(BackupFault.OLDER_VERSION));
        }
    }

    @Test
    void aClassThatADatabaseNamesIsNotLoaded() {
        try (Home home = Home.open(parent.resolve("home"))) {
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> home.database().run(session -> session
                    .write((connection, _) -> connection.createStatement()
                            .execute("CREATE ALIAS evil FOR 'java.lang.System.gc'"))))
                    .withStackTraceContaining("Access to the class \"java.lang.System\" is denied");
        }
    }

    private byte[] database(VaultKeys keys, String installId, String ddl, Path written) throws Exception {
        Path folder = Files.createDirectory(parent.resolve("made"));
        Connection connection = H2.make(folder, "waybill", keys);
        Migrations.bundled().run(connection, 0);
        WitnessTable.insert(connection, new Witness(installId, 2, 0));
        try (Statement statement = connection.createStatement()) {
            for (String sql : ddl.split("; (?=CREATE)")) {
                statement.execute(sql.replace("FILE'", written + "'").replace("FILE\"", written + "\""));
            }
        }
        connection.commit();
        H2.shutDown(connection);
        return Files.readAllBytes(folder.resolve("waybill.mv.db"));
    }
}
