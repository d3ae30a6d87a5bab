package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.Next;
import waybill.delivery.Retention;
import waybill.vault.FakeKeychain;

/** A file that is in use for long without a restart. */
class FileRoomTest {
    private static final int ROUNDS = Integer.getInteger("waybill.rounds", 250);
    private static final int KEPT_BYTES = 10_000_000;

    @TempDir private Path parent;
    private final SettableClock clock = new SettableClock();
    private QueueHome home;

    @BeforeEach
    void open() {
        home = new QueueHome(parent.resolve("home"), FakeKeychain.ready(), clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    /** The promise for a day: {@code -Dwaybill.rounds=20000}. */
    @Test
    void staysWithinThreeTimesItsLiveDataAndLosesNothing() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            var numbers = home.enqueueMany(20, 10_000);
            for (long number : numbers) {
                assertThat(home.log.body(number).orElseThrow()).hasSize(10_000);
            }
            home.queue.record(numbers.stream().map(number -> home.attempt(number, 1, QueueHome.delivered(), new Next.Delivered()))
                    .toList());
            clock.pass(Duration.ofSeconds(10));
            if (round % 50 == 0) {
                home.actions.remove(new Retention(0, KEPT_BYTES / 1_000_000), Progress.unseen());
                tidy();
                assertThat(Files.size(home.home.database().file(parent.resolve("home")))).as("after %d rounds", round)
                        .isLessThan(3L * KEPT_BYTES);
            }
        }
        List<MessageRow> rows = home.log.page(MessageQuery.all(), 0, 10_000);
        assertThat(home.log.count(MessageQuery.all()).total()).isEqualTo(rows.size()).isGreaterThan(900);
        assertThat(rows).allSatisfy(row -> assertThat(home.log.body(row.number()).orElseThrow()).hasSize(10_000));
    }

    /** As the worker does while it is idle. */
    private void tidy() {
        for (int pass = 0; pass < 4; pass++) {
            home.queue.tidy(true);
        }
    }
}
