package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import waybill.SettableClock;

class FeederTest {
    private final SettableClock clock = new SettableClock();
    private final MemoryQueue queue = new MemoryQueue(clock);
    private final ReadyTasks ready = new ReadyTasks();
    private final Feeder feeder = new Feeder(queue, () -> Optional.of(Delivering.to("https://first.example.com/in")),
            new Surroundings(clock, clock.monotonic(), Thread.ofPlatform().factory()), ready, new HashSet<>());

    FeederTest() {
        queue.enqueue(1, IntStream.range(0, 5_000).mapToObj(i -> new NewMessage(Samples.message("{}"), "message " + i)).toList());
    }

    @Test
    void whatWaitedForASlowEndpointIsNotSentAllAtOnceWhenItIsQuickAgain() {
        feeder.setPace(10);
        for (int tenth = 0; tenth < 300; tenth++) {
            feeder.feed();
            clock.pass(Duration.ofMillis(100));
        }
        assertThat(ready.clear()).hasSize(1);
    }

    @Test
    void sendsAsManyASecondAsAreAllowed() {
        feeder.setPace(1_000);
        long sent = 0;
        for (int hundredth = 0; hundredth < 100; hundredth++) {
            feeder.feed();
            sent += ready.clear().size();
            clock.pass(Duration.ofMillis(10));
        }
        assertThat(sent).isBetween(985L, 1_000L);
    }

    @Test
    void whatWasTakenBeforeTheTargetWasForgottenMayNotBeginAnyMore() throws InterruptedException {
        feeder.feed();
        var before = ready.take(Duration.ZERO).orElseThrow();
        assertThat(feeder.isCurrent(before)).isTrue();

        feeder.forgetTarget();
        assertThat(feeder.isCurrent(before)).isFalse();
        feeder.feed();

        assertThat(feeder.isCurrent(before)).as("though the destination is the same").isFalse();
        assertThat(feeder.isCurrent(ready.take(Duration.ZERO).orElseThrow())).isTrue();
    }

    @Test
    void readsFarAheadWithoutALimit() {
        feeder.feed();
        assertThat(ready.clear()).hasSize(2_048);
    }
}
