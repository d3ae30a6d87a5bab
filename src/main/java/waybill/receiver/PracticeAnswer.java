package waybill.receiver;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What the practice receiver does with the requests that arrive.
 *
 * @param delay before anything is answered, 0 to 120 s
 * @param retryAfter what {@link Kind#TOO_MANY_429} asks for, 0 s to one day, in whole seconds
 */
public record PracticeAnswer(Kind kind, Duration delay, Duration retryAfter) {
    public static final Duration LONGEST_DELAY = Duration.ofSeconds(120);
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /** @throws IllegalArgumentException if a time is out of its range */
    public PracticeAnswer {
        demand(delay, LONGEST_DELAY);
        demand(retryAfter, LONGEST_RETRY_AFTER);
    }

    /** An answer at once; a 429 asks for 30 seconds. */
    public static PracticeAnswer of(Kind kind) {
        return new PracticeAnswer(kind, Duration.ZERO, Duration.ofSeconds(30));
    }

    public PracticeAnswer after(Duration newDelay) {
        return new PracticeAnswer(kind, newDelay, retryAfter);
    }

    private static void demand(Duration time, Duration longest) {
        if (time.isNegative() || time.compareTo(longest) > 0) {
            throw new IllegalArgumentException("not between 0 and " + longest.toSeconds() + " s");
        }
    }

    /** The answers to choose from, in the order of the picker. */
    public enum Kind {
        OK_200, NO_CONTENT_204,
        /** With a Location on the receiver itself, so that nothing leaves the machine. */
        MOVED_301, BAD_REQUEST_400,
        /** With the WWW-Authenticate that RFC 9110 §15.5.2 demands. */
        UNAUTHORIZED_401, GONE_410,
        /** With a Retry-After in seconds, RFC 9110 §10.2.3. */
        TOO_MANY_429, SERVER_ERROR_500,
        /** The connection is closed without an answer. */
        DROP;

        /** The status code; none for a dropped connection. */
        public OptionalInt status() {
            return switch (this) {
                case OK_200 -> OptionalInt.of(200);
                case NO_CONTENT_204 -> OptionalInt.of(204);
                case MOVED_301 -> OptionalInt.of(301);
                case BAD_REQUEST_400 -> OptionalInt.of(400);
                case UNAUTHORIZED_401 -> OptionalInt.of(401);
                case GONE_410 -> OptionalInt.of(410);
                case TOO_MANY_429 -> OptionalInt.of(429);
                case SERVER_ERROR_500 -> OptionalInt.of(500);
                case DROP -> OptionalInt.empty();
            };
        }
    }
}
