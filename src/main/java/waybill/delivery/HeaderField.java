package waybill.delivery;

/**
 * One header field of a request or an answer.
 *
 * @param value as it goes over the wire
 * @param shown the same with every secret in it masked; for screen, log and copies
 */
public record HeaderField(String name, String value, String shown) {
    public HeaderField(String name, String value) {
        this(name, value, value);
    }

    /** Never prints the value that is sent. */
    @Override
    public String toString() {
        return name + ": " + shown;
    }
}
