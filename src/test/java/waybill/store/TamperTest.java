package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.StorageException;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.Refusal;

/** What somebody can do who has the files, or even the file's password: refused, and never another secret used. */
@Promised(Promise.DAMAGED_FILES)
class TamperTest {
    private static final Destination DESTINATION = Destinations.practice("the-right-token", "the right private key");

    /** A sealed value of the database, in the row that there is. */
    private record Cell(String table, String column, String row) {
        private String where() {
            return " FROM " + table + (row.isEmpty() ? "" : " WHERE name = '" + row + "'");
        }
    }

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final Database database = new Database(new SecureRandom());
    private Vault vault;

    @BeforeEach
    void registerADestinationWithEverySealedColumn() {
        vault = TestVaults.vault(folder(), keychain, database, InstantSource.system());
        vault.open();
        destinations(database).register(DESTINATION, Readiness.notTested());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void everyColumnOfBytesIsNamedAsSealed() {
        List<String> named = database.run(session -> session.read((connection, _) -> {
            List<String> columns = new ArrayList<>();
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
                    SELECT LOWER(table_name), LOWER(column_name) FROM information_schema.columns
                    WHERE table_schema = 'PUBLIC' AND table_name IN ('DESTINATION', 'AUTH_FIELD')
                        AND data_type LIKE 'BINARY%'""")) {
                while (rows.next()) {
                    assertThat(SealedTable.of(rows.getString(1)).orElseThrow().isSealed(rows.getString(2)))
                            .as(rows.getString(2)).isTrue();
                    columns.add(rows.getString(2));
                }
            }
            return columns;
        }));
        assertThat(named).hasSize(6);
    }

    @Test
    void aFlipInAnyByteOfAnySealedColumn() {
        int tried = 0;
        for (Cell cell : cells()) {
            byte[] whole = read(cell);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                write(cell, flipped);
                assertRefused(cell + " byte " + at);
                tried++;
            }
            write(cell, Arrays.copyOf(whole, whole.length - 1));
            assertRefused(cell + " cut");
            write(cell, whole);
        }
        assertIsThere();
        System.out.println("tampering: " + tried + " flips in " + cells().size() + " sealed values, 0 accepted");
    }

    @Test
    void anyTwoColumnsThatChangedPlaces() {
        List<Cell> cells = cells();
        for (Cell one : cells) {
            for (Cell other : cells) {
                if (!one.equals(other)) {
                    byte[] before = read(one);
                    write(one, read(other));
                    assertRefused(one + " from " + other);
                    write(one, before);
                }
            }
        }
        assertIsThere();
    }

    @Test
    void aValueOfAnEarlierRevision() {
        byte[] earlier = read(new Cell("auth_field", "sealed", "bearerToken"));
        destinations(database).replace(Destinations.practice("another-token", "another key"), Readiness.notTested());
        write(new Cell("auth_field", "sealed", "bearerToken"), earlier);
        assertRefused("the token of the revision before");
    }

    @Test
    void aValueFromBeforeNewKeysOrFromAnotherVault() {
        Cell token = new Cell("auth_field", "sealed", "bearerToken");
        byte[] before = read(token);
        assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isEqualTo(new KeyChange.Changed());
        assertIsThere();
        byte[] now = read(token);
        write(token, before);
        assertRefused("the token under the old keys");
        write(token, now);
        assertIsThere();
        try (Home other = Home.open(parent.resolve("other"))) {
            other.destinations().register(DESTINATION, Readiness.notTested());
            write(token, read(other.database(), token));
        }
        assertRefused("the token of another vault");
    }

    @Test
    void aDamagedValueStopsNewKeysAndLeavesTheVaultAsItWas() {
        Cell token = new Cell("auth_field", "sealed", "bearerToken");
        byte[] whole = read(token);
        byte[] flipped = whole.clone();
        flipped[20] ^= 1;
        write(token, flipped);
        assertThat(vault.change(new KeyOrder.NewKeys(), new char[0])).isInstanceOfSatisfying(KeyChange.Refused.class,
                refused -> assertThat(refused.why()).isEqualTo(Refusal.DATABASE_DAMAGED));
        assertThat(vault.status()).isInstanceOf(VaultStatus.Opened.class);
        assertThat(keychain.entries()).hasSize(1);
        write(token, whole);
        assertIsThere();
    }

    @Test
    void anyByteOfTheKeyFile() throws IOException {
        vault.close();
        Path keyFile = folder().resolve("vault.json");
        byte[] whole = Files.readAllBytes(keyFile);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(keyFile, flipped);
            assertThat(vault.open()).as("byte %d", at).isInstanceOfSatisfying(VaultStatus.Refused.class,
                    refused -> assertThat(refused.refusal()).isEqualTo(Refusal.KEY_FILE_DAMAGED));
        }
        Files.write(keyFile, whole);
        vault.open();
        assertIsThere();
    }

    @Test
    void anOlderKeyFileWithItsOwnDatabaseOrEitherAlone() throws IOException {
        vault.close();
        byte[] oldKeyFile = Files.readAllBytes(folder().resolve("vault.json"));
        byte[] oldDatabase = Files.readAllBytes(folder().resolve("waybill.mv.db"));
        vault.open();
        destinations(database).replace(Destinations.bearer("newer"), Readiness.notTested());
        destinations(database).replace(Destinations.bearer("newest"), Readiness.notTested());
        vault.close();
        byte[] keyFile = Files.readAllBytes(folder().resolve("vault.json"));
        Files.write(folder().resolve("vault.json"), oldKeyFile);
        assertRefusedToOpen(Refusal.KEY_FILE_DAMAGED);
        Files.write(folder().resolve("vault.json"), keyFile);
        Files.write(folder().resolve("waybill.mv.db"), oldDatabase);
        assertRefusedToOpen(Refusal.DATABASE_DAMAGED);
    }

    private void assertRefusedToOpen(Refusal refusal) {
        assertThat(vault.open()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private void assertRefused(String what) {
        try {
            assertThat(destinations(database).find()).as(what).isEmpty();
            throw new AssertionError(what + " was taken for nothing");
        } catch (StorageException e) {
            assertThat(e.fault()).as(what).isEqualTo(StorageException.Fault.DAMAGED);
        }
    }

    private void assertIsThere() {
        assertThat(destinations(database).find().map(Registered::destination)).contains(DESTINATION);
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String column : SealedTable.of("destination").orElseThrow().columns()) {
            cells.add(new Cell("destination", column, ""));
        }
        for (String field : Set.of("bearerToken")) {
            cells.add(new Cell("auth_field", "sealed", field));
        }
        return cells;
    }

    private byte[] read(Cell cell) {
        return read(database, cell);
    }

    private static byte[] read(Database from, Cell cell) {
        return from.run(session -> session.read((connection, _) -> bytes(connection, "SELECT " + cell.column() + cell.where())));
    }

    private void write(Cell cell, byte[] value) {
        database.run(session -> session.write((connection, _) -> {
            String where = cell.row().isEmpty() ? "" : " WHERE name = '" + cell.row() + "'";
            try (PreparedStatement update = connection
                    .prepareStatement("UPDATE " + cell.table() + " SET " + cell.column() + " = ?" + where)) {
                update.setBytes(1, value);
                return update.executeUpdate();
            }
        }));
    }

    private static byte[] bytes(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static SqlDestinationRepository destinations(Database database) {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    private Path folder() {
        return parent.resolve("home");
    }
}
