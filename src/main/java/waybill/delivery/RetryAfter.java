package waybill.delivery;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The value of a Retry-After header, RFC 9110 §10.2.3: seconds, or a date in one of the three forms of its §5.6.7. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final BigInteger MOST_SECONDS = BigInteger.valueOf(Integer.MAX_VALUE);
    /** RFC 9110 §5.6.7: a two-digit year that seems more than 50 years ahead is one of the past. */
    private static final int YEARS_AHEAD = 50;

    private RetryAfter() {}

    /**
     * How long to wait from {@code now} on; never negative, at most 2^31 - 1 s where it is given in seconds.
     *
     * @return empty if {@code value} has neither form
     */
    static Optional<Duration> delay(String value, Instant now) {
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(new BigInteger(text).min(MOST_SECONDS).longValue()));
        }
        return date(text, now).map(date -> date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
    }

    private static Optional<Instant> date(String text, Instant now) {
        for (var format : formats(now)) {
            try {
                return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException _) {
                // One of the other forms, or none: then the header says nothing.
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> formats(Instant now) {
        int firstYear = now.atZone(ZoneOffset.UTC).getYear() + YEARS_AHEAD - 99;
        var rfc850 = new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear).appendPattern(" HH:mm:ss 'GMT'").toFormatter(Locale.US);
        return List.of(pattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'"), rfc850, pattern("EEE MMM ppd HH:mm:ss uuuu"));
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
