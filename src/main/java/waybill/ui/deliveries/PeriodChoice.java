package waybill.ui.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import waybill.delivery.Period;

/** From when to when. */
enum PeriodChoice {
    ALL, TODAY, LAST_24_HOURS, LAST_7_DAYS,
    /** Chosen days. */
    BETWEEN;

    /** What comes while somebody looks is to be seen as well. */
    private static final Duration FUTURE = Duration.ofDays(3_650);

    /** Days, both inclusive; what is empty does not limit. */
    record Days(Optional<LocalDate> from, Optional<LocalDate> to) {}

    /**
     * The period it means now; to the minute, so that it does not mean another one at each look. Empty where it limits
     * nothing.
     */
    Optional<Period> at(Instant now, ZoneId zone, Days days) {
        Instant end = now.plus(FUTURE).truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case ALL -> Optional.empty();
            case TODAY -> Optional.of(new Period(start(LocalDate.ofInstant(now, zone), zone), end));
            case LAST_24_HOURS -> Optional.of(new Period(before(now, Duration.ofDays(1)), end));
            case LAST_7_DAYS -> Optional.of(new Period(before(now, Duration.ofDays(7)), end));
            case BETWEEN -> between(days, zone, end);
        };
    }

    private static Optional<Period> between(Days days, ZoneId zone, Instant end) {
        if (days.from().isEmpty() && days.to().isEmpty()) {
            return Optional.empty();
        }
        Instant from = days.from().map(day -> start(day, zone)).orElse(Instant.EPOCH);
        Instant to = days.to().map(day -> start(day.plusDays(1), zone)).orElse(end);
        return Optional.of(new Period(from, to.isBefore(from) ? from : to));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant before(Instant now, Duration time) {
        return now.minus(time).truncatedTo(ChronoUnit.MINUTES);
    }
}
