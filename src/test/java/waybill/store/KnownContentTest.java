package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static waybill.store.QueueHome.delivered;
import static waybill.store.QueueHome.message;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.FileMemory.Handed;
import waybill.delivery.FileMemory.Sighting;
import waybill.delivery.MessageQuery;
import waybill.delivery.Next;
import waybill.delivery.Retention;
import waybill.delivery.Selection;
import waybill.vault.FakeKeychain;

/** What the database knows of contents that come again: of files, and of messages that are sent as new. */
class KnownContentTest {
    private static final byte[] DIGEST = new byte[32];

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private QueueHome home;
    private SqlFileMemory memory;

    @BeforeEach
    void open() {
        home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), clock);
        memory = new SqlFileMemory(home.home.database());
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void whatIsKnownOfAFileNeverGrowsLess() {
        assertThat(memory.seen(DIGEST)).isEmpty();
        handIn(OptionalLong.of(500));
        handIn(OptionalLong.of(1_000));
        handIn(OptionalLong.of(500));
        assertThat(memory.seen(DIGEST)).map(Sighting::lines).contains(OptionalLong.of(1_000));
        handIn(OptionalLong.empty());
        handIn(OptionalLong.of(2_000));
        assertThat(memory.seen(DIGEST)).contains(new Sighting("many.jsonl", clock.instant(), OptionalLong.empty()));
    }

    @Test
    void countsWhatWasCancelledOfABatchAndNotSentSince() {
        long batch = home.queue.newBatch();
        var numbers = home.queue.enqueue(batch, List.of(message("a", "{}"), message("b", "{}"), message("c", "{}")),
                List.of(new Handed(DIGEST, new Sighting("many.jsonl", clock.instant(), OptionalLong.empty()))));
        home.enqueue("of another batch");
        assertThat(memory.batches(DIGEST)).containsExactly(batch);
        long another = home.queue.newBatch();
        home.queue.enqueue(another, List.of(),
                List.of(new Handed(DIGEST, new Sighting("many.jsonl", clock.instant(), OptionalLong.empty()))));
        assertThat(memory.batches(DIGEST)).containsExactlyInAnyOrder(batch, another);
        assertThat(memory.cancelled(batch)).isZero();

        home.actions.cancel(new Selection.Matching(MessageQuery.all()));
        assertThat(memory.cancelled(batch)).isEqualTo(3);

        home.actions.sendAgain(these(numbers.getFirst()), Progress.unseen());
        assertThat(memory.cancelled(batch)).isEqualTo(2);
    }

    @Test
    void remembersThatAMessageWasCancelledThoughTheLogKeepsItNoLonger() {
        var numbers = home.enqueueMany(3, 10);
        long batch = home.log.page(MessageQuery.all(), 0, 1).getFirst().batch();
        home.record(numbers.getFirst(), 1, delivered(), new Next.Delivered());
        home.actions.cancel(new Selection.Matching(MessageQuery.all()));
        assertThat(home.control.removed()).isEmpty();
        clock.pass(Duration.ofDays(31));

        home.actions.remove(home.control.settings().retention(), Progress.unseen());

        assertThat(home.log.count(MessageQuery.all()).total()).isZero();
        assertThat(memory.cancelled(batch)).isEqualTo(2);
        assertThat(home.control.removed()).contains(new Retention.Tally(3, clock.instant()));
    }

    @Test
    void aLinkIsAsOldAsTheBodyThatItIsIn() {
        long first = home.queue.enqueue(home.queue.newBatch(), List.of(message("a", "{\"document_link\":\"x\"}"))).getFirst();
        clock.pass(Duration.ofMinutes(50));
        long copy = sentAsNew(first);
        assertThat(home.log.countExpiredLinks(these(copy))).isZero();
        clock.pass(Duration.ofMinutes(11));
        long copyOfTheCopy = sentAsNew(copy);
        long fresh = home.queue.enqueue(home.queue.newBatch(), List.of(message("b", "{\"document_link\":\"y\"}"))).getFirst();
        assertThat(home.log.countExpiredLinks(these(first, copy, copyOfTheCopy, fresh))).isEqualTo(3);
    }

    @Test
    void theAgeOfALinkGoesWithItsMessage() {
        long first = home.queue.enqueue(home.queue.newBatch(), List.of(message("a", "{\"document_link\":\"x\"}"))).getFirst();
        long copy = sentAsNew(first);
        home.record(first, 1, delivered(), new Next.Delivered());
        home.record(copy, 1, delivered(), new Next.Delivered());
        clock.pass(Duration.ofDays(31));
        home.actions.remove(home.control.settings().retention(), Progress.unseen());
        assertThat(home.log.count(MessageQuery.all()).total()).isZero();
        assertThat(home.home.database().<Integer>read(connection -> LinkTable.before(connection, Long.MAX_VALUE).size()))
                .isZero();
    }

    @Test
    void namesWhatWasNotReadToItsEnd() {
        assertThat(memory.unfinished(1)).isEmpty();
        handIn(OptionalLong.of(500));
        handIn(OptionalLong.of(1_000));
        assertThat(memory.unfinished(1)).extracting(Sighting::name, Sighting::lines)
                .containsExactly(tuple("many.jsonl", OptionalLong.of(1_000)));
        assertThat(memory.unfinished(2)).as("of another batch").isEmpty();

        handIn(OptionalLong.empty());

        assertThat(memory.unfinished(1)).as("once it was").isEmpty();
    }

    private void handIn(OptionalLong lines) {
        home.queue.enqueue(1, List.of(), List.of(new Handed(DIGEST, new Sighting("many.jsonl", clock.instant(), lines))));
    }

    private long sentAsNew(long number) {
        assertThat(home.actions.sendAsNew(these(number), Progress.unseen())).isEqualTo(1);
        return home.log.page(MessageQuery.all(), 0, 1).getFirst().number();
    }

    private static Selection these(Long... numbers) {
        return new Selection.These(List.of(numbers));
    }
}
