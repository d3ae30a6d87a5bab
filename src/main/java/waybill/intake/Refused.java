package waybill.intake;

/**
 * Something that is not sent as it stands.
 *
 * @param name of the file, or of the file and the line
 */
public record Refused(String name, Reason reason) {
    /** Why. */
    public sealed interface Reason {
        /** Sent only where a person says that it is to be sent as it is. */
        record NotJson(JsonFault fault) implements Reason {}

        /** @param bytes its size, or as much of it as was seen */
        record TooLarge(long bytes) implements Reason {}

        /** The file cannot be read. @param detail the operating system's words */
        record Unreadable(String detail) implements Reason {}
    }
}
