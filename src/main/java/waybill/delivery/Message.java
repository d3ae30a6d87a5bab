package waybill.delivery;

/**
 * One JSON document for the destination.
 *
 * @param id the same over all attempts
 * @param body sent exactly as it is; not copied, so nobody may change it
 */
public record Message(MessageId id, byte[] body) {
    /** Never prints the body: payloads are as private as secrets. */
    @Override
    public String toString() {
        return "Message[" + id + ", " + body.length + " bytes]";
    }
}
