package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadyTasksTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ReadyTasks ready = new ReadyTasks();

    @Test
    void letsWhoeverWaitsGoAtTheEnd() throws Exception {
        var taken = new CompletableFuture<Optional<AttemptMaker.Task>>();
        Thread sender = Thread.ofPlatform().daemon().start(() -> taken.complete(take()));
        while (sender.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        ready.end();

        assertThat(taken.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void letsNobodyWaitWhoComesAfterTheEnd() {
        ready.end();

        assertThat(take()).isEmpty();
    }

    private Optional<AttemptMaker.Task> take() {
        try {
            return ready.take(LONG);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
