package waybill.ui.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import waybill.platform.Locking;

class IdleClockTest {
    private static final Locking AFTER_FIVE_MINUTES = new Locking(5, false);
    private static final Locking AFTER_SLEEP = new Locking(0, true);

    private Instant wall = Instant.parse("2026-03-01T10:00:00Z");
    private Duration monotonic = Duration.ZERO;
    private final IdleClock clock = new IdleClock(() -> wall, () -> monotonic.toNanos());

    @Test
    void isDueOnceNobodyUsedTheWindowForSoLong() {
        pass(Duration.ofMinutes(4).plusSeconds(59));
        assertThat(clock.isDue(AFTER_FIVE_MINUTES)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(clock.isDue(AFTER_FIVE_MINUTES)).isTrue();
    }

    @Test
    void beginsAnewWithEachUse() {
        pass(Duration.ofMinutes(4));
        clock.used();
        pass(Duration.ofMinutes(4));
        assertThat(clock.isDue(AFTER_FIVE_MINUTES)).isFalse();
    }

    @Test
    void isNeverDueUnlessThatIsChosen() {
        pass(Duration.ofDays(1));
        assertThat(clock.isDue(Locking.NEVER)).isFalse();
    }

    @Test
    void isDueOnceAfterTheComputerSlept() {
        assertThat(clock.isDue(AFTER_SLEEP)).isFalse();
        wall = wall.plus(Duration.ofMinutes(2));
        assertThat(clock.isDue(AFTER_SLEEP)).isTrue();
        pass(IdleClock.PERIOD);
        assertThat(clock.isDue(AFTER_SLEEP)).isFalse();
    }

    @Test
    void countsTheTimeInWhichTheComputerSlept() {
        pass(Duration.ofMinutes(4));
        wall = wall.plus(Duration.ofMinutes(1));
        assertThat(clock.isDue(AFTER_FIVE_MINUTES)).isTrue();
        clock.used();
        assertThat(clock.isDue(AFTER_FIVE_MINUTES)).isFalse();
    }

    @Test
    void countsOnWhereTheClockIsSetBack() {
        wall = wall.minus(Duration.ofHours(2));
        pass(Duration.ofMinutes(5));
        assertThat(clock.isDue(AFTER_FIVE_MINUTES)).isTrue();
    }

    @Test
    void takesNeitherABusyComputerNorAClockThatIsSetBackForSleep() {
        pass(Duration.ofSeconds(30));
        assertThat(clock.isDue(AFTER_SLEEP)).isFalse();
        wall = wall.minus(Duration.ofHours(2));
        assertThat(clock.isDue(AFTER_SLEEP)).isFalse();
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        monotonic = monotonic.plus(time);
    }
}
