package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.store.QueueHome.answered;
import static waybill.store.QueueHome.delivered;
import static waybill.store.QueueHome.failed;
import static waybill.store.QueueHome.message;
import static waybill.store.QueueHome.refused;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.delivery.Period;
import waybill.delivery.Retention;
import waybill.delivery.Selection;
import waybill.vault.FakeKeychain;

class SqlDeliveryLogTest {
    private static final MessageQuery ALL = MessageQuery.all();

    @TempDir private Path folder;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final SettableClock clock = new SettableClock();
    private QueueHome home;

    @BeforeEach
    void open() {
        home = new QueueHome(folder.resolve("home"), keychain, clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void findsTextInNameIdAndAnswerWhateverTheCase() {
        var numbers = home.enqueue("Auto policy.json", "Ärger.json", "plain");
        home.record(numbers.get(0), 1, failed(), new Next.Failed());
        home.record(numbers.get(1), 1, refused(), new Next.Failed());
        String id = home.log.find(numbers.get(2)).orElseThrow().id().text();
        for (int round = 0; round < 2; round++) {
            assertThat(names("AUTO")).containsExactly("Auto policy.json");
            assertThat(names("äRG")).containsExactly("Ärger.json");
            assertThat(names("service unav")).containsExactly("Auto policy.json");
            assertThat(names("connection refused")).containsExactly("Ärger.json");
            assertThat(names(id.substring(7, 20).toLowerCase())).containsExactly("plain");
            assertThat(names("json\nmsg")).isEmpty();
            assertThat(names("")).containsExactly("plain", "Ärger.json", "Auto policy.json");
            close();
            open();
        }
    }

    @Test
    void pagesThroughManyBlocksWithoutGapsOrRepeats() {
        var numbers = home.enqueueMany(9_000, 2);
        var query = ALL.withText("line");
        List<Long> paged = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        while (paged.size() < 9_000) {
            var page = home.log.page(query, before, 700);
            page.forEach(row -> paged.add(row.number()));
            before = OptionalLong.of(page.getLast().number());
        }
        assertThat(paged).isEqualTo(numbers.reversed());
        assertThat(home.log.page(query, before, 700)).isEmpty();
        for (long offset : new long[]{0, 999, 1_000, 4_095, 5_000, 8_999}) {
            assertThat(home.log.page(ALL, offset, 3)).as("offset %d", offset).extracting(MessageRow::number)
                    .isEqualTo(numbers.reversed().stream().skip(offset).limit(3).toList());
        }
    }

    @Test
    void filtersByStatePeriodAndBatch() {
        var first = home.enqueue("a", "b");
        clock.pass(Duration.ofHours(1));
        var second = home.enqueue("c");
        home.record(first.get(0), 1, delivered(), new Next.Delivered());
        assertThat(names(ALL.withStates(Set.of(MessageState.DELIVERED)))).containsExactly("a");
        assertThat(names(ALL.withCreated(Optional.of(new Period(clock.instant(), home.in(Duration.ofSeconds(1)))))))
                .containsExactly("c");
        assertThat(names(ALL.withAnswered(Optional.of(new Period(clock.instant(), home.in(Duration.ofSeconds(1)))))))
                .containsExactly("a");
        assertThat(names(ALL.withBatch(home.log.find(second.getFirst()).orElseThrow().batch()))).containsExactly("c");
        assertThat(home.log.count(ALL).counts()).isEqualTo(Map.of(MessageState.DELIVERED, 1L, MessageState.WAITING, 2L));
    }

    @Test
    void countsWhatWaitsAsHeldWhileThereIsAHold() {
        var numbers = home.enqueue("a", "b");
        home.log.count(ALL);
        home.record(numbers.get(0), 1, answered(410, "Gone", Duration.ZERO), new Next.Failed());
        assertThat(home.log.count(ALL).of(MessageState.HELD)).isEqualTo(1);
        assertThat(names(ALL.withStates(Set.of(MessageState.WAITING)))).isEmpty();
        assertThat(names(ALL.withStates(Set.of(MessageState.HELD)))).containsExactly("b");
    }

    @Test
    void keepsEachAttemptAsItWas() {
        long number = home.enqueue("a").getFirst();
        var first = home.attempt(number, 1, refused(), new Next.Retry(home.in(Duration.ofSeconds(5))));
        var second = home.attempt(number, 2, delivered(), new Next.Delivered());
        home.queue.record(List.of(first));
        home.queue.record(List.of(second));
        close();
        open();
        assertThat(home.log.attempts(number)).usingRecursiveComparison().isEqualTo(List.of(first.attempt(), second.attempt()));
        var row = home.log.find(number).orElseThrow();
        assertThat(row.attempts()).isEqualTo(2);
        assertThat(row.latest().orElseThrow().duration()).isEqualTo(Duration.ofMillis(48));
        assertThat(row.due()).isEmpty();
    }

    @Test
    void drawsOutcomesAndLatencies() {
        var numbers = home.enqueueMany(100, 2);
        var begin = clock.instant();
        home.queue.record(IntStream.range(0, 100).mapToObj(i -> home.attempt(numbers.get(i), 1,
                answered(200, "OK", Duration.ofMillis(i + 1)), new Next.Delivered())).toList());
        var statistics = home.log.statistics(new Period(begin, begin.plusSeconds(1)), 10);
        assertThat(statistics.bars()).extracting(bar -> bar.counts().of(MessageState.DELIVERED)).containsExactly(99L, 1L, 0L, 0L,
                0L,
                0L, 0L, 0L, 0L, 0L);
        var latency = statistics.latency().orElseThrow();
        assertThat(List.of(latency.p50(), latency.p95(), latency.p99())).containsExactly(Duration.ofMillis(50),
                Duration.ofMillis(95), Duration.ofMillis(99));
        assertThat(latency.histogram()).contains(Map.entry(Duration.ofMillis(10), 5L), Map.entry(Duration.ofMillis(100), 50L),
                Map.entry(Duration.ofMillis(200), 1L));
        var bar = statistics.bars().get(1);
        assertThat(home.log.count(ALL.withAnswered(Optional.of(bar.period()))).total()).isEqualTo(1);
        assertThat(home.log.extent()).contains(new Period(begin.plusMillis(1), begin.plusMillis(100)));
    }

    @Test
    void removesTheOldestThatDoNotWaitAndCountsNoOthers() {
        var numbers = home.enqueueMany(5, 4_000_000);
        for (int i : new int[]{0, 2, 3, 4}) {
            home.record(numbers.get(i), 1, delivered(), new Next.Delivered());
        }
        var retention = new Retention(0, 10);
        var preview = home.actions.preview(retention);
        assertThat(preview.messages()).isEqualTo(2);
        assertThat(home.actions.remove(retention, Progress.unseen())).isEqualTo(preview);
        assertThat(home.log.page(ALL, 0, 10)).extracting(MessageRow::number).containsExactly(numbers.get(4), numbers.get(3),
                numbers.get(1));
        assertThat(home.log.count(ALL).total()).isEqualTo(3);
        assertThat(home.log.body(numbers.get(0))).isEmpty();
        assertThat(home.log.attempts(numbers.get(0))).isEmpty();
    }

    @Test
    void tellsWhatWasRemovedWhereTheRestWasNot() {
        home.enqueueMany(700, 10).forEach(number -> home.record(number, 1, delivered(), new Next.Delivered()));
        clock.pass(Duration.ofDays(2));
        var retention = new Retention(1, 0);
        var preview = home.actions.preview(retention);
        var cancellation = new Cancellation();

        var removed = home.actions.remove(retention, new Progress(cancellation, _ -> cancellation.cancel()));

        assertThat(removed.messages()).isEqualTo(500);
        assertThat(removed.bytes()).isEqualTo(preview.bytes() / 7 * 5);
        assertThat(home.log.count(ALL).total()).isEqualTo(200);
    }

    @Test
    void selectsWhatIsFoundOldestFirst() {
        var numbers = home.enqueue("a", "b", "c");
        home.record(numbers.get(1), 1, delivered(), new Next.Delivered());

        assertThat(home.log.select(ALL).numbers()).isEqualTo(numbers);
        assertThat(home.log.select(ALL.withStates(EnumSet.of(MessageState.DELIVERED))).numbers()).containsExactly(numbers.get(1));
    }

    @Test
    void tellsWhichLinksHaveLikelyExpired() {
        var old = home.queue.enqueue(home.queue.newBatch(),
                List.of(message("old", "{\"document_link\":\"https://x\"}"), message("no link", "{\"link\":1}")));
        clock.pass(Duration.ofMinutes(61));
        home.queue.enqueue(home.queue.newBatch(), List.of(message("fresh", "{\"document_link\":\"https://x\"}")));
        assertThat(home.log.countExpiredLinks(new Selection.Matching(ALL))).isEqualTo(1);
        assertThat(home.log.countExpiredLinks(new Selection.These(old))).isEqualTo(1);
        assertThat(home.log.countExpiredLinks(new Selection.These(List.of(old.get(1), 77L)))).isZero();
    }

    @Test
    void goesThroughAllThatMatchForAnExport() {
        home.enqueueMany(2_500, 2);
        List<Long> seen = new ArrayList<>();
        home.log.forEach(ALL, new Cancellation(), row -> seen.add(row.number()));
        assertThat(seen).hasSize(2_500).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    private List<String> names(String text) {
        return names(ALL.withText(text));
    }

    private List<String> names(MessageQuery query) {
        return home.log.page(query, OptionalLong.empty(), 100).stream().map(MessageRow::name).toList();
    }
}
