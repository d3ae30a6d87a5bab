package waybill.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import waybill.delivery.LastAnswer;
import waybill.delivery.MessageRow;

/** JSON Lines: an object, a line feed, and so on. */
final class JsonLines implements LineWriter {
    private final JsonGenerator json;
    private final UnaryOperator<String> mask;

    JsonLines(OutputStream out, UnaryOperator<String> mask) throws IOException {
        this.mask = mask;
        json = new JsonFactory().createGenerator(out);
        // Between objects comes nothing but the line feed that is written after each.
        json.setRootValueSeparator(null);
    }

    @Override
    public void write(MessageRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("created", row.created().toString());
        json.writeStringField("id", row.id().text());
        json.writeStringField("name", mask.apply(row.name()));
        json.writeNumberField("size", row.size());
        json.writeStringField("state", row.state().name());
        json.writeNumberField("attempts", row.attempts());
        if (row.latest().isPresent()) {
            write(row.latest().get());
        }
        if (row.due().isPresent()) {
            json.writeStringField("due", row.due().get().toString());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void write(MessageRow.Latest latest) throws IOException {
        json.writeStringField("answered", latest.at().toString());
        switch (latest.answer()) {
            case LastAnswer.Status(int status, String reason) -> {
                json.writeNumberField("status", status);
                json.writeStringField("reason", mask.apply(reason));
            }
            case LastAnswer.NoAnswer(var fault) -> json.writeStringField("fault", fault.name());
            case LastAnswer.Stopped() -> json.writeBooleanField("stopped", true);
        }
        json.writeNumberField("milliseconds", latest.duration().toMillis());
    }
}
