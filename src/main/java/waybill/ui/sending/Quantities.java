package waybill.ui.sending;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import waybill.ui.Messages;

/** Times, durations, sizes and numbers as a person reads them, in the zone of this computer. */
public final class Quantities {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final double THOUSAND = 1000;

    private final Messages messages;

    public Quantities(Messages messages) {
        this.messages = messages;
    }

    /** "14:02:05", with the date before it where that is not the day of {@code now}. */
    public String time(Instant time, Instant now) {
        ZonedDateTime local = time.atZone(ZoneId.systemDefault());
        return local.toLocalDate().equals(LocalDate.ofInstant(now, ZoneId.systemDefault()))
                ? TIME.format(local)
                : date(time) + " " + TIME.format(local);
    }

    /** "3 March 2026". */
    public String date(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(messages.locale())
                .format(time.atZone(ZoneId.systemDefault()));
    }

    /** "5 s", "3 min", "3 min 5 s", "2 h 5 min": the two largest units that are needed. */
    public String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            double seconds = duration.toMillis() / THOUSAND;
            return messages.text("unit.seconds", number(seconds >= 10 ? Math.round(seconds) : seconds));
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return two("unit.minutes", duration.toMinutes(), "unit.seconds", duration.toSecondsPart());
        }
        return two("unit.hours", duration.toHours(), "unit.minutes", duration.toMinutesPart());
    }

    /** "312 B", "2.9 KB", "34.8 MB"; in powers of 1,000. */
    public String size(long bytes) {
        if (bytes < THOUSAND) {
            return messages.text("unit.bytes", number(bytes));
        }
        double kilobytes = bytes / THOUSAND;
        return kilobytes < THOUSAND
                ? messages.text("unit.kilobytes", number(kilobytes))
                : messages.text("unit.megabytes", number(kilobytes / THOUSAND));
    }

    /** Grouped, with at most one digit after the point. */
    public String number(double number) {
        var format = NumberFormat.getNumberInstance(messages.locale());
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }

    private String two(String largeKey, long large, String smallKey, long small) {
        String first = messages.text(largeKey, number(large));
        return small == 0 ? first : first + " " + messages.text(smallKey, number(small));
    }
}
