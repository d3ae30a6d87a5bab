package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import waybill.delivery.Period;
import waybill.ui.deliveries.PeriodChoice.Days;

class PeriodChoiceTest {
    private static final Instant NOW = Instant.parse("2026-03-29T14:02:05Z");
    /** The clocks went forward that night. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Days NONE = new Days(Optional.empty(), Optional.empty());

    @Test
    void limitsNothingUnlessAsked() {
        assertThat(PeriodChoice.ALL.at(NOW, ZONE, NONE)).isEmpty();
        assertThat(PeriodChoice.BETWEEN.at(NOW, ZONE, NONE)).isEmpty();
    }

    @Test
    void todayBeginsAtMidnightOfThisPlace() {
        assertThat(period(PeriodChoice.TODAY, NONE).from()).isEqualTo("2026-03-28T23:00:00Z");
    }

    @Test
    void takesInWhatIsHandedInWhileSomebodyLooks() {
        for (var choice : new PeriodChoice[]{PeriodChoice.TODAY, PeriodChoice.LAST_24_HOURS, PeriodChoice.LAST_7_DAYS}) {
            assertThat(period(choice, NONE).to()).isAfter(NOW.plusSeconds(86_400));
        }
    }

    @Test
    void meansTheSameWithinAMinute() {
        assertThat(PeriodChoice.LAST_24_HOURS.at(NOW.plusSeconds(40), ZONE, NONE))
                .isEqualTo(PeriodChoice.LAST_24_HOURS.at(NOW, ZONE, NONE));
    }

    @Test
    void bothDaysAreInIt() {
        var day = Optional.of(LocalDate.of(2026, 3, 29));

        assertThat(period(PeriodChoice.BETWEEN, new Days(day, day)))
                .isEqualTo(new Period(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")));
    }

    @Test
    void nothingIsBetweenDaysInTheWrongOrder() {
        var days = new Days(Optional.of(LocalDate.of(2026, 3, 29)), Optional.of(LocalDate.of(2026, 3, 1)));

        assertThat(period(PeriodChoice.BETWEEN, days).contains(NOW)).isFalse();
    }

    private static Period period(PeriodChoice choice, Days days) {
        return choice.at(NOW, ZONE, days).orElseThrow();
    }
}
