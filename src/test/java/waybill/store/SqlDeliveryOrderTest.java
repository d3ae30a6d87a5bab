package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.store.QueueHome.answered;
import static waybill.store.QueueHome.failed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.MessageOrder;
import waybill.delivery.MessageOrder.By;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.Next;
import waybill.vault.FakeKeychain;

/** The log in another order than the newest first. */
class SqlDeliveryOrderTest {
    private static final MessageQuery ALL = MessageQuery.all();

    @TempDir private Path folder;
    private QueueHome home;

    @BeforeEach
    void fill() {
        home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), new SettableClock());
        var numbers = home.queue.enqueue(home.queue.newBatch(), Stream.of("b:10", "B:9", "a", "c")
                .map(name -> QueueHome.message(name, "x".repeat(name.length()).getBytes(StandardCharsets.UTF_8))).toList());
        home.record(numbers.get(0), 1, answered(200, "OK", Duration.ofMillis(30)), new Next.Delivered());
        home.record(numbers.get(1), 1, failed(), new Next.Retry(home.in(Duration.ofHours(1))));
        home.record(numbers.get(1), 2, failed(), new Next.Failed());
        home.record(numbers.get(2), 1, answered(200, "OK", Duration.ofMillis(3)), new Next.Delivered());
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void sortsByEachColumnBothWays() {
        assertThat(names(By.AGE, false)).containsExactly("b:10", "B:9", "a", "c");
        assertThat(names(By.AGE, true)).containsExactly("c", "a", "B:9", "b:10");
        assertThat(names(By.NAME, false)).containsExactly("a", "B:9", "b:10", "c");
        assertThat(names(By.NAME, true)).containsExactly("c", "b:10", "B:9", "a");
        assertThat(names(By.SIZE, false)).as("of two that are alike the newer first").containsExactly("c", "a", "B:9", "b:10");
        assertThat(names(By.SIZE, true)).containsExactly("b:10", "B:9", "c", "a");
        assertThat(names(By.STATE, false)).containsExactly("c", "a", "b:10", "B:9");
        assertThat(names(By.ATTEMPTS, true)).containsExactly("B:9", "a", "b:10", "c");
        assertThat(names(By.DURATION, false)).containsExactly("c", "a", "B:9", "b:10");
    }

    @Test
    void pagesThroughWhatASearchFindsWithoutGapsOrRepeats() {
        home.enqueueMany(9_000, 2);
        var bySize = new MessageOrder(By.NAME, false);
        var query = ALL.withText("line");
        List<MessageRow> first = home.log.page(query, bySize, 0, 5_000);
        List<MessageRow> rest = home.log.page(query, bySize, 5_000, 5_000);

        assertThat(Stream.concat(first.stream(), rest.stream()).map(row -> Integer.valueOf(row.name().substring(5))))
                .hasSize(9_000).isSorted();
        assertThat(home.log.page(query, bySize, 9_000, 10)).isEmpty();
        assertThat(home.log.page(query, new MessageOrder(By.AGE, false), 0, 9_000)).extracting(MessageRow::number)
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    private List<String> names(By by, boolean descending) {
        return home.log.page(ALL, new MessageOrder(by, descending), 0, 10).stream().map(MessageRow::name).toList();
    }
}
