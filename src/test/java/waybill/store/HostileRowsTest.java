package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.destination.Readiness;
import waybill.vault.BackupFault;
import waybill.vault.Backups.Look;
import waybill.vault.KeyedStore.Extent;
import waybill.vault.SealedBackups;
import waybill.vault.VaultException;

/** Backups whose every seal fits and whose rows are not what a vault has: each is damaged, and nothing of it stays. */
class HostileRowsTest {
    private static final int NEWEST = Migrations.bundled().newest();
    private static final char[] PASSPHRASE = "of the stranger".toCharArray();
    private static final List<Optional<Object>> DESTINATION = List.of(Optional.of(1L), Optional.of("0".repeat(32)),
            Optional.of(new byte[1]), Optional.of(new byte[1]), Optional.of(new byte[1]), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.of("READY"), Optional.empty());
    private static final List<Optional<Object>> WAITING = List.of(Optional.of(1L), Optional.of(1L), Optional.of(1L));

    @TempDir private Path parent;
    private Home home;

    @BeforeEach
    void open() {
        home = Home.open(parent.resolve("home"));
        var queue = new SqlDeliveryQueue(home.database(), new SettableClock());
        queue.enqueue(queue.newBatch(), List.of(QueueHome.message("one", "{}")));
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void aDatabaseInPlaceOfRows() throws Exception {
        assertDamaged("an empty file");
        assertDamaged("a database", out -> out.write(Files.readAllBytes(parent.resolve("home/waybill.mv.db"))));
    }

    @Test
    void aTableThatIsNone() throws Exception {
        assertDamaged("unknown", rows("evil"));
        assertDamaged("the witness", rows("witness"));
        assertDamaged("what is made of other rows", rows("index_block"));
        assertDamaged("a statement", rows("waiting\"; DROP TABLE \"waiting"));
        assertDamaged("twice", rows("waiting", "waiting"));
        assertDamaged("of the system", rows("information_schema.users"));
    }

    @Test
    void rowsThatTheSchemaForbids() throws Exception {
        assertDamaged("two destinations", table("destination", DESTINATION, DESTINATION));
        assertDamaged("destination 2", table("destination", with(DESTINATION, 0, Optional.of(2L))));
        assertDamaged("no url", table("destination", with(DESTINATION, 2, Optional.empty())));
        assertDamaged("too long", table("destination", with(DESTINATION, 8, Optional.of("x".repeat(17)))));
        assertDamaged("a port", table("destination", with(DESTINATION, 5, Optional.of(70_000L))));
        assertDamaged("no number", table("waiting", with(WAITING, 2, Optional.of(1L << 40))));
        assertDamaged("a field of no destination",
                table("auth_field", List.of(Optional.of(1L), Optional.of("token"), Optional.of(new byte[1]))));
    }

    @Test
    void numbersThatNoVaultComesTo() throws Exception {
        assertDamaged("counted to the end", delivery("next_number", 1L << 62));
        assertDamaged("counted back", delivery("next_number", -5L));
        assertDamaged("batches counted to the end", delivery("next_batch", Long.MAX_VALUE));
        assertDamaged("a message below all", message(-100));
        assertDamaged("a message that is still to come", message(1_000));
        assertDamaged("all at once", delivery("at_once", 1_000_000_000L));
        assertDamaged("a retry at no time", delivery("retries", -1L));
        assertDamaged("no delivery", table("delivery"));
    }

    @Test
    void sealedValuesThatAreNone() throws Exception {
        assertDamaged("destination", out -> {
            RowSink rows = RowFile.to(out);
            rows.begin(shape("destination"));
            rows.add(DESTINATION);
            rows.end();
            rows.finish("0".repeat(32));
        });
        assertDamaged("a revision without a destination", out -> RowFile.to(out).finish("0".repeat(32)));
        assertDamaged("a long revision", out -> RowFile.to(out).finish("0".repeat(33)));
    }

    @Test
    void aValueThatIsSaidToBeHuge() throws Exception {
        assertDamaged("2 GB", out -> {
            out.writeUTF("body");
            out.writeBoolean(true);
            for (int key = 0; key < 2; key++) {
                out.writeBoolean(true);
                out.writeLong(1);
            }
            out.writeBoolean(true);
            out.writeInt(Integer.MAX_VALUE);
        });
    }

    @Test
    void rowsOfAnotherVersion() throws Exception {
        assertThat(fault(NEWEST + 1, out -> RowFile.to(out).finish(""))).isEqualTo(BackupFault.NEWER_VERSION);
        assertThat(fault(0, out -> RowFile.to(out).finish(""))).isEqualTo(BackupFault.DAMAGED);
        assertDamaged("more behind them", out -> {
            RowFile.to(out).finish("");
            out.write(0);
        });
    }

    @Test
    void ofAnEarlierSchemaAreMigrated() throws Exception {
        Path file = parent.resolve("earlier");
        SealedBackups.write(file, PASSPHRASE.clone(), 1, (_, _) -> bytes(out -> RowFile.to(out).finish("")));
        assertThat(home.vault().backups().look(file, PASSPHRASE.clone())).isInstanceOfSatisfying(Look.Inside.class,
                inside -> inside.backup().close());
    }

    /** Rows that were cut or altered anywhere end in one way or the other, in bounded memory and with no other exception. */
    @Test
    void areReadOrDamaged() throws Exception {
        home.destinations().register(Destinations.practice("token", "key"), Readiness.notTested());
        List<TableShape> tables = home.database().run(session -> session.read((connection, _) -> TableShape.of(connection)));
        byte[] whole = whole();
        RowFile.read(in(whole), tables, new Nowhere());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(VaultException.class).as("cut to %d", length)
                    .isThrownBy(() -> RowFile.read(in(cut), tables, new Nowhere()));
        }
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            try {
                RowFile.read(in(altered), tables, new Nowhere());
            } catch (VaultException _) {
                // damaged
            }
        }
    }

    private byte[] whole() throws Exception {
        Map<String, byte[]> written = new HashMap<>();
        SealedBackups.write(parent.resolve("unused"), PASSPHRASE.clone(), NEWEST, (keys, id) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            home.database().write(out, keys, id, Extent.EVERYTHING);
            written.put("rows", out.toByteArray());
            return out.toByteArray();
        });
        return written.get("rows");
    }

    private void assertDamaged(String what, Rows rows) throws Exception {
        assertThat(fault(NEWEST, rows)).as(what).isEqualTo(BackupFault.DAMAGED);
        try (var left = Files.list(parent.resolve("home"))) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        }
    }

    private void assertDamaged(String what) throws Exception {
        assertDamaged(what, _ -> {});
    }

    private BackupFault fault(int schemaVersion, Rows rows) throws Exception {
        Path file = parent.resolve("file");
        SealedBackups.write(file, PASSPHRASE.clone(), schemaVersion, (_, _) -> bytes(rows));
        return switch (home.vault().backups().look(file, PASSPHRASE.clone())) {
            case Look.Refused(var why, var _) -> why;
            case Look.Inside(var backup) -> {
                backup.close();
                throw new AssertionError("opened");
            }
        };
    }

    private Rows rows(String... tables) {
        return out -> {
            for (String table : tables) {
                out.writeUTF(table);
                out.writeBoolean(false);
            }
            RowFile.to(out).finish("");
        };
    }

    @SafeVarargs
    private Rows table(String name, List<Optional<Object>>... all) {
        return out -> {
            RowSink rows = RowFile.to(out);
            rows.begin(shape(name));
            for (List<Optional<Object>> row : all) {
                rows.add(row);
            }
            rows.end();
            rows.finish("");
        };
    }

    /** What governs delivery, as it is here, but for one column. */
    private Rows delivery(String column, long value) {
        return changed("delivery", "SELECT * FROM delivery", column, value);
    }

    private Rows message(long number) {
        return changed("message", "SELECT * FROM message FETCH FIRST ROW ONLY", "number", number);
    }

    /** The first row of {@code table} here, but for one column. */
    private Rows changed(String name, String query, String column, long value) {
        TableShape shape = shape(name);
        List<Optional<Object>> row = home.database().run(session -> session.read((connection, _) -> {
            try (var statement = connection.createStatement(); var found = statement.executeQuery(query)) {
                found.next();
                List<Optional<Object>> values = new ArrayList<>();
                for (var each : shape.columns()) {
                    Object present = each.kind().from(found, found.findColumn(each.key()));
                    Object now = each.key().equals(column) ? value : present;
                    values.add(found.wasNull() ? Optional.empty() : Optional.of(now));
                }
                return values;
            }
        }));
        return table(name, row);
    }

    private TableShape shape(String name) {
        return home.database().run(session -> session.read((connection, _) -> TableShape.of(connection))).stream()
                .filter(table -> table.key().equals(name)).findFirst().orElseThrow();
    }

    private static List<Optional<Object>> with(List<Optional<Object>> row, int column, Optional<Object> value) {
        return IntStream.range(0, row.size()).mapToObj(i -> i == column ? value : row.get(i)).toList();
    }

    private static byte[] bytes(Rows rows) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rows.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private interface Rows {
        void writeTo(DataOutputStream out) throws Exception;
    }

    private static final class Nowhere implements RowSink {
        @Override
        public void begin(TableShape table) {}

        @Override
        public void add(List<Optional<Object>> values) {}

        @Override
        public void end() {}

        @Override
        public void finish(String destinationRevision) {}
    }
}
