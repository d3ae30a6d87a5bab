package waybill.ui.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import waybill.delivery.NewMessage;

/** Reads a file that is to be sent as one message. Blocks. */
final class PayloadFile {
    private PayloadFile() {}

    /** What came of it. */
    sealed interface Content {
        record Read(Payload payload) implements Content {}

        /** @param bytes as many as it has, or more than may be sent */
        record TooLarge(String name, long bytes) implements Content {}

        record Unreadable(String name) implements Content {}
    }

    static Content read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (var in = Files.newInputStream(file)) {
            // One more than may be sent: its size alone would not tell of a file that grows, or of one that has none.
            byte[] bytes = in.readNBytes(NewMessage.BODY_LIMIT + 1);
            return bytes.length > NewMessage.BODY_LIMIT
                    ? new Content.TooLarge(name, Math.max(bytes.length, Files.size(file)))
                    : new Content.Read(Payload.of(name, bytes));
        } catch (IOException _) {
            return new Content.Unreadable(name);
        }
    }
}
