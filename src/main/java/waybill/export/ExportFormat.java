package waybill.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/** The forms in which the log can be written; both in UTF-8. */
public enum ExportFormat {
    /** Comma-separated, with a line of column names, as RFC 4180 has it. */
    CSV("csv"),
    /** One JSON object a line; what is unknown is left out. */
    JSON_LINES("jsonl");

    private static final int BUFFER = 64 * 1024;

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** Of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    LineWriter writer(OutputStream out, UnaryOperator<String> mask) throws IOException {
        var buffered = new BufferedOutputStream(out, BUFFER);
        return switch (this) {
            case CSV -> new CsvLines(buffered, mask);
            case JSON_LINES -> new JsonLines(buffered, mask);
        };
    }
}
