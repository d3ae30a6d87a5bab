package waybill.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.Cancellation;
import waybill.delivery.MessageQuery;
import waybill.store.FilledLog;
import waybill.store.SmallDisk;

class LogExportTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir private Path folder;
    private FilledLog filled;
    private Path file;

    @BeforeEach
    void fill() throws IOException {
        filled = FilledLog.create(folder.resolve("home"), "four words in a row").at(NOON);
        file = Files.createDirectory(folder.resolve("exports")).resolve("deliveries.csv");
    }

    @AfterEach
    void close() {
        filled.close();
    }

    @Test
    void writesTheNewestFirstAsCommaSeparatedValues() throws IOException {
        filled.delivered("a, \"quoted\"\r\nname", "{}");
        filled.failed("second", "{}");

        assertThat(export(ExportFormat.CSV, MessageQuery.all())).hasValue(2);

        assertThat(Files.readString(file)).startsWith("created,id,name,size,state,attempts,answered,answer,milliseconds,due\r\n");
        var records = csv();
        assertThat(records.get(1)).startsWith("2026-11-24T12:00:00Z").contains("second", "2", "FAILED", "connection refused");
        assertThat(records.get(2)).contains("a, \"quoted\"\r\nname", "DELIVERED", "200 OK", "48").hasSize(10);
    }

    @Test
    void writesAnObjectALine() throws IOException {
        filled.failed("first", "{}");
        filled.waits("näme\n\"", "{}");

        export(ExportFormat.JSON_LINES, MessageQuery.all());

        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("{\"created\":\"2026-11-24T12:00:00Z\",\"id\":\"msg_")
                .contains(
                        "\"name\":\"näme\\n\\\"\",\"size\":2,\"state\":\"WAITING\",\"attempts\":0,\"due\":\"2026-11-24T12:00:00Z\"}");
        assertThat(lines.getLast()).contains("\"fault\":\"CONNECTION_REFUSED\",\"milliseconds\":3}");
        for (String line : lines) {
            try (var parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    // to the end
                }
            }
        }
    }

    @Test
    void writesOnlyWhatTheSearchFinds() throws IOException {
        filled.delivered("this", "{}");
        filled.delivered("that", "{}");

        assertThat(export(ExportFormat.CSV, MessageQuery.all().withText("that"))).hasValue(1);

        assertThat(Files.readString(file)).contains("that").doesNotContain("this");
    }

    @Test
    void takesTheMeaningFromWhatASpreadsheetWouldCompute() throws IOException {
        var names = List.of("=1+1", "+1", "-1", "@sum(1)", "\tx", "\rx");
        names.forEach(name -> filled.waits(name, "{}"));
        filled.waits("a-b=c", "{}");

        export(ExportFormat.CSV, MessageQuery.all());

        assertThat(csv().stream().skip(1).map(fields -> fields.get(2))).containsExactly("a-b=c", "'\rx", "'\tx", "'@sum(1)",
                "'-1", "'+1", "'=1+1");
    }

    @Test
    void masksSecrets() throws IOException {
        filled.delivered("export of planted-secret.json", "{}");
        UnaryOperator<String> mask = text -> text.replace("planted-secret", "••••••");

        for (var format : ExportFormat.values()) {
            new LogExport(filled.log(), mask).write(file, format, MessageQuery.all(), new Cancellation(), _ -> {});
            assertThat(Files.readString(file)).contains("export of ••••••.json").doesNotContain("planted-secret");
        }
    }

    @Test
    void leavesNothingWhenItIsCancelled() throws IOException {
        filled.deliveredMany("line", 2_500);
        Files.writeString(file, "from before");
        var cancellation = new Cancellation();

        var count = new LogExport(filled.log(), UnaryOperator.identity()).write(file, ExportFormat.CSV, MessageQuery.all(),
                cancellation, done -> {
                    if (done == 10) {
                        cancellation.cancel();
                    }
                });

        assertThat(count).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("from before");
        assertThat(file.getParent().toFile().list()).containsExactly("deliveries.csv");
    }

    @Test
    void leavesNothingOnAFullDisk() throws IOException, InterruptedException {
        var disk = SmallDisk.mount(folder.resolve("disk"));
        try {
            filled.deliveredMany("a long name, so that it fills the disk ".repeat(5), 2_000);
            disk.fill();
            file = disk.folder().resolve("deliveries.csv");

            assertThatThrownBy(() -> export(ExportFormat.CSV, MessageQuery.all())).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> export(ExportFormat.JSON_LINES, MessageQuery.all())).isInstanceOf(IOException.class);

            assertThat(disk.folder().toFile().list()).containsExactly("ballast");
        } finally {
            disk.unmount();
        }
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        export(ExportFormat.CSV, MessageQuery.all());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    private OptionalLong export(ExportFormat format, MessageQuery query) throws IOException {
        return new LogExport(filled.log(), UnaryOperator.identity()).write(file, format, query, new Cancellation(), _ -> {});
    }

    private List<List<String>> csv() throws IOException {
        try (var reader = CsvReader.builder().ofCsvRecord(file)) {
            return reader.stream().map(record -> List.copyOf(record.getFields())).toList();
        }
    }
}
