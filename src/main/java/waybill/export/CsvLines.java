package waybill.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import de.siegmar.fastcsv.writer.CsvWriter;

import waybill.delivery.LastAnswer;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageRow.Latest;

/** RFC 4180. */
final class CsvLines implements LineWriter {
    /** A spreadsheet takes a cell that begins with one of these for a formula, which can read files and call programs. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";
    private static final String[] COLUMNS = {"created", "id", "name", "size", "state", "attempts", "answered", "answer",
            "milliseconds", "due"};

    private final CsvWriter csv;
    private final UnaryOperator<String> mask;

    CsvLines(OutputStream out, UnaryOperator<String> mask) {
        this.mask = mask;
        csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(COLUMNS);
    }

    @Override
    public void write(MessageRow row) {
        csv.writeRecord(row.created().toString(), row.id().text(), harmless(mask.apply(row.name())),
                Integer.toString(row.size()), row.state().name(), Integer.toString(row.attempts()),
                time(row.latest().map(Latest::at)),
                row.latest().map(Latest::answer).map(LastAnswer::searchText).map(mask).map(CsvLines::harmless).orElse(""),
                row.latest().map(latest -> Long.toString(latest.duration().toMillis())).orElse(""), time(row.due()));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }

    /** With an apostrophe before it where it could be a formula, which spreadsheets take for "this is text". */
    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
