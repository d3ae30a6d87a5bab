package waybill.delivery;

import java.nio.charset.StandardCharsets;

/**
 * A message to be handed to the queue.
 *
 * @param name what a person knows it by: a file's name, a line of a file, or how it was made; at most {@value #NAME_LIMIT}
 *     characters, longer ones are cut
 */
public record NewMessage(Message message, String name) {
    /** Bytes; larger messages are refused. */
    public static final int BODY_LIMIT = 20 * 1024 * 1024;
    /** UTF-16 units. */
    public static final int NAME_LIMIT = 255;

    private static final byte[] LINK = "\"document_link\"".getBytes(StandardCharsets.US_ASCII);

    /** @throws IllegalArgumentException if the body is larger than {@link #BODY_LIMIT} */
    public NewMessage {
        if (message.body().length > BODY_LIMIT) {
            throw new IllegalArgumentException("a body of " + message.body().length + " bytes");
        }
        name = name.length() > NAME_LIMIT ? name.substring(0, NAME_LIMIT) : name;
    }

    /** Whether the body has a {@code document_link}, which expires after a while. */
    public boolean hasLink() {
        byte[] body = message.body();
        for (int at = 0; at <= body.length - LINK.length; at++) {
            int matched = 0;
            while (matched < LINK.length && body[at + matched] == LINK[matched]) {
                matched++;
            }
            if (matched == LINK.length) {
                return true;
            }
        }
        return false;
    }
}
