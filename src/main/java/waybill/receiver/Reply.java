package waybill.receiver;

import java.time.Duration;
import java.util.Optional;

/**
 * What a connection does after its request was taken in.
 *
 * @param bytes none to close the connection without an answer
 */
record Reply(Duration delay, Optional<byte[]> bytes) {}
