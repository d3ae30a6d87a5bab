package waybill.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How long each stage of an exchange took; a stage that was not finished is absent.
 *
 * @param answer from the last byte of the request sent to the end of the answer's header section
 * @param total from the start to the end of everything, the body of the answer included
 */
public record Timings(Optional<Duration> dns, Optional<Duration> connect, Optional<Duration> tls, Optional<Duration> answer,
        Duration total) {
    public static Timings none() {
        return new Timings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO);
    }
}
