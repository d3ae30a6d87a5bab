package waybill.ui.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import waybill.delivery.RetryPolicy;
import waybill.ui.Messages;

class ScheduleTextTest {
    private static final Instant NOW = LocalDateTime.of(2026, 11, 24, 14, 2).atZone(ZoneId.systemDefault()).toInstant();

    private final Messages messages = new Messages(Locale.UK);
    private final ScheduleText schedule = new ScheduleText(messages);
    private final Quantities quantities = new Quantities(messages);

    @Test
    void countsEachRetryFromTheAttemptBefore() {
        assertThat(schedule.of(RetryPolicy.DEFAULT, NOW))
                .isEqualTo("If it fails, it is tried again at 14:02:05, 14:02:35, 14:05:35.");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(schedule.of(new RetryPolicy(0, Duration.ofSeconds(5), 6), NOW)).isEqualTo(
                "If it fails, it is not tried again.");
    }

    @Test
    void cutsALongOneAndSaysWhenItEnds() {
        assertThat(schedule.of(new RetryPolicy(7, Duration.ofHours(1), 10), NOW)).startsWith(
                "If it fails, it is tried again at 15:02:00, 25 November 2026 01:02:00,").endsWith(
                        "and 2 more times until 30 November 2026 01:02:00.");
    }

    @Test
    void writesQuantitiesAsAPersonReadsThem() {
        assertThat(quantities.size(312)).isEqualTo("312 B");
        assertThat(quantities.size(2_900)).isEqualTo("2.9 KB");
        assertThat(quantities.size(34_800_000)).isEqualTo("34.8 MB");
        assertThat(quantities.duration(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
        assertThat(quantities.duration(Duration.ofSeconds(180))).isEqualTo("3 min");
        assertThat(quantities.duration(Duration.ofSeconds(7_500))).isEqualTo("2 h 5 min");
    }
}
