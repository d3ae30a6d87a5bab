package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.StorageException;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

class DatabaseTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.PASSPHRASE);
    private static final Registered REGISTERED = new Registered(Destinations.bearer("token"), Readiness.notTested());

    @TempDir private Path parent;
    private Path folder;
    private Path databaseFile;
    private Path keyFile;

    @BeforeEach
    void makeAVaultWithADestination() {
        folder = parent.resolve("home");
        databaseFile = folder.resolve("waybill.mv.db");
        keyFile = folder.resolve("vault.json");
        try (Home home = Home.open(folder)) {
            home.destinations().register(REGISTERED.destination(), REGISTERED.readiness());
        }
    }

    @Test
    void refusesADatabaseThatAnotherProcessHasOpen() throws Exception {
        Process other = ChildJvm.start(HoldingProcess.class, folder.toString());
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("open");
            assertRefused(Refusal.IN_USE);
            assertThat(Home.open(folder).vault().setAside()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                    refused -> assertThat(refused.refusal()).isEqualTo(Refusal.IN_USE));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertOpensWhole();
    }

    @Test
    void refusesTheDatabaseOfAnotherVault() throws IOException {
        Path other = parent.resolve("other");
        Home.open(other).close();
        Files.copy(other.resolve("waybill.mv.db"), databaseFile, StandardCopyOption.REPLACE_EXISTING);
        assertRefusedUnchanged(Refusal.WRONG_KEY);
    }

    @Test
    void refusesAnOlderCopyOfTheDatabase() throws IOException {
        byte[] older = Files.readAllBytes(databaseFile);
        Home.open(folder).close();
        Files.write(databaseFile, older);
        assertRefusedUnchanged(Refusal.DATABASE_DAMAGED);
    }

    @Test
    void refusesACopyFromBeforeTheDestinationWasChanged() throws IOException {
        byte[] older;
        try (Home home = Home.open(folder)) {
            older = Files.readAllBytes(databaseFile);
            home.destinations().replace(Destinations.bearer("new"), Readiness.notTested());
        }
        Files.write(databaseFile, older);
        assertRefused(Refusal.DATABASE_DAMAGED);
    }

    @Test
    void refusesAnOlderCopyOfTheKeyFile() throws IOException {
        byte[] older = Files.readAllBytes(keyFile);
        Home.open(folder).close();
        Home.open(folder).close();
        Files.write(keyFile, older);
        assertRefusedUnchanged(Refusal.KEY_FILE_DAMAGED);
    }

    @Test
    void acceptsAKeyFileThatACrashLeftOneBehind() throws IOException {
        byte[] older = Files.readAllBytes(keyFile);
        Home.open(folder).close();
        Files.write(keyFile, older);
        assertOpensWhole();
        Files.write(keyFile, older);
        assertOpensWhole();
    }

    @Test
    void refusesAnEmptyOrCutDatabaseAndChangesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(databaseFile);
        for (int length : new int[]{0, 1, 4096, 8192, 12_288}) {
            Files.write(databaseFile, java.util.Arrays.copyOf(whole, length));
            assertRefusedUnchanged(Refusal.DATABASE_DAMAGED);
        }
    }

    @Test
    void saysDamagedAndNotWrongKeyWhereTheHeaderWasOverwritten() throws IOException {
        byte[] bytes = Files.readAllBytes(databaseFile);
        new Random(1).nextBytes(bytes);
        System.arraycopy(Files.readAllBytes(databaseFile), 0, bytes, 0, 2 * 4096);
        bytes[4096] ^= 1;
        Files.write(databaseFile, bytes);
        assertRefusedUnchanged(Refusal.DATABASE_DAMAGED);
    }

    @Test
    void refusesASchemaFromANewerVersion() {
        Migrations newer = with("CREATE TABLE later (id INT)");
        Home.open(folder, new Database(new SecureRandom(), newer)).close();
        assertRefused(Refusal.NEWER_VERSION);
        assertThat(Home.open(folder, new Database(new SecureRandom(), newer)).status()).isEqualTo(OPENED);
    }

    @Test
    void migratesAndKeepsWhatIsStored() {
        Migrations newer = with("CREATE TABLE later (id INT)", "INSERT INTO later VALUES (1)");
        try (Home home = Home.open(folder, new Database(new SecureRandom(), newer))) {
            assertThat(home.status()).isEqualTo(OPENED);
            assertThat(home.destinations().find()).contains(REGISTERED);
        }
    }

    @Test
    void aMigrationThatFailsHalfWayChangesNothing() throws IOException {
        Migrations failing = with("CREATE TABLE later (id INT)", "INSERT INTO nowhere VALUES (1)");
        Home home = Home.open(folder, new Database(new SecureRandom(), failing));
        assertThat(home.status()).isInstanceOf(VaultStatus.Refused.class);
        assertOpensWhole();
        assertThat(Home.open(folder, new Database(new SecureRandom(), with("CREATE TABLE later (id INT)"))).status())
                .isEqualTo(OPENED);
        assertThat(folder).isDirectoryNotContaining("glob:**migrating*");
    }

    @Test
    void migratesAgainOverTheCopyThatAKilledMigrationLeft() throws IOException {
        Files.write(folder.resolve("waybill-migrating.mv.db"), new byte[5_000]);
        Migrations newer = with("CREATE TABLE later (id INT)");
        assertThat(Home.open(folder, new Database(new SecureRandom(), newer)).status()).isEqualTo(OPENED);
    }

    @Test
    void refusesAFolderThatH2WouldMisread() {
        assertThat(Home.open(parent.resolve("a;b")).status()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.detail()).contains("semicolon"));
        assertThat(parent.resolve("a")).doesNotExist();
        assertThat(parent.resolve("a;b")).isEmptyDirectory();
    }

    @Test
    void theDatabaseHasNoDoorWithoutItsPassword() {
        assertThatThrownBy(() -> new org.h2.Driver().connect("jdbc:h2:file:" + folder.resolve("waybill") + ";IFEXISTS=TRUE",
                new java.util.Properties())).isInstanceOf(java.sql.SQLException.class);
        assertOpensWhole();
    }

    private static Migrations with(String... further) {
        List<String> scripts = new ArrayList<>(Migrations.bundled().scripts());
        scripts.add(String.join(";\n", further) + ";\n");
        return new Migrations(scripts);
    }

    private void assertRefused(Refusal refusal) {
        Home home = Home.open(folder);
        home.close();
        assertThat(home.status()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).as(refused.detail()).isEqualTo(refusal));
        assertThatThrownBy(() -> home.destinations().find()).isInstanceOf(StorageException.class);
    }

    private void assertRefusedUnchanged(Refusal refusal) throws IOException {
        byte[] database = Files.readAllBytes(databaseFile);
        byte[] key = Files.readAllBytes(keyFile);
        assertRefused(refusal);
        assertThat(databaseFile).hasBinaryContent(database);
        assertThat(keyFile).hasBinaryContent(key);
    }

    private void assertOpensWhole() {
        try (Home home = Home.open(folder)) {
            assertThat(home.status()).isEqualTo(OPENED);
            assertThat(home.destinations().find()).contains(REGISTERED);
        }
    }
}
