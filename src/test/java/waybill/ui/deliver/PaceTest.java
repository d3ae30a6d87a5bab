package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant START = Instant.parse("2026-11-24T14:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void saysNothingBeforeSomethingIsDone() {
        pace.note(START, 0);
        pace.note(START.plusSeconds(1), 0);

        assertThat(pace.perSecond()).isEmpty();
        assertThat(pace.timeFor(10)).isEmpty();
    }

    @Test
    void countsTheLastSecondsOnly() {
        pace.note(START, 0);
        pace.note(START.plusSeconds(100), 1000);
        pace.note(START.plusSeconds(102), 1100);

        assertThat(pace.perSecond()).contains(50.0);
        assertThat(pace.timeFor(200)).contains(Duration.ofSeconds(4));
    }

    @Test
    void forgetsAPause() {
        pace.note(START, 0);
        pace.note(START.plusSeconds(5), 50);
        pace.forget();
        pace.note(START.plusSeconds(65), 50);
        pace.note(START.plusSeconds(66), 60);

        assertThat(pace.perSecond()).contains(10.0);
    }
}
