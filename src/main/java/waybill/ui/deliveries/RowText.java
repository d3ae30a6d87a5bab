package waybill.ui.deliveries;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import waybill.delivery.LastAnswer;
import waybill.delivery.MessageState;
import waybill.ui.Messages;
import waybill.ui.sending.Quantities;

/** What stands in the cells of the table, and elsewhere on the page. */
final class RowText {
    private static final double THOUSAND = 1000;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Messages messages;
    private final Quantities quantities;
    private final InstantSource clock;
    private final DateTimeFormatter time;
    private final DateTimeFormatter day;
    private final DateTimeFormatter year;

    RowText(Messages messages, InstantSource clock) {
        this.messages = messages;
        quantities = new Quantities(messages);
        this.clock = clock;
        time = DateTimeFormatter.ofPattern("HH:mm:ss", messages.locale());
        day = DateTimeFormatter.ofPattern(messages.text("deliveries.dayPattern"), messages.locale());
        year = DateTimeFormatter.ofPattern(messages.text("deliveries.yearPattern"), messages.locale());
    }

    /** "14:02:05", with as much of the date before it as tells it from today. */
    String time(Instant instant) {
        ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
        if (local.toLocalDate().equals(today)) {
            return time.format(local);
        }
        return (local.getYear() == today.getYear() ? day : year).format(local) + " " + time.format(local);
    }

    String size(long bytes) {
        return quantities.size(bytes);
    }

    /** "48 ms", "12.3 s", "3 min 5 s". */
    String duration(Duration duration) {
        if (duration.compareTo(TEN_SECONDS) < 0) {
            return messages.text("deliveries.milliseconds", number(Math.round(duration.toNanos() / 1e6)));
        }
        return duration.toMinutes() == 0
                ? messages.text("deliveries.seconds", quantities.number(duration.toMillis() / THOUSAND))
                : messages.text("deliveries.minutes", number(duration.toMinutes()), duration.toSecondsPart());
    }

    String state(MessageState state) {
        return messages.text("state." + state);
    }

    /** "503 Service Unavailable", "connection refused". */
    String answer(LastAnswer answer) {
        return switch (answer) {
            case LastAnswer.Status(int status, String reason) -> (status + " " + reason).strip();
            case LastAnswer.NoAnswer(var fault) -> messages.text("faultName." + fault);
            case LastAnswer.Stopped() -> messages.text("deliveries.stopped");
        };
    }

    /** With the groups of thousands of the person's language. */
    String number(long number) {
        return NumberFormat.getIntegerInstance(messages.locale()).format(number);
    }
}
