package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.store.QueueHome.delivered;
import static waybill.store.QueueHome.failed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.DueMessage;
import waybill.delivery.MessageQuery;
import waybill.delivery.NewMessage;
import waybill.delivery.Next;
import waybill.delivery.Retention;
import waybill.delivery.Selection;
import waybill.vault.FakeKeychain;

/** Blocks of the index that are saved in the database. */
class SavedIndexTest {
    private static final int A_BLOCK = 20;
    private static final int DEEDS = Integer.getInteger("waybill.deeds", 250);

    @TempDir private Path parent;
    private final SettableClock clock = new SettableClock();
    private final FakeKeychain keychain = FakeKeychain.ready();
    private QueueHome home;
    private List<DueMessage> inFlight = List.of();

    @BeforeEach
    void open() {
        home = new QueueHome(parent.resolve("home"), keychain, clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void haveWhatIsFullAndWaitsForNothing() {
        deliver(block("full"));
        List<Long> waiting = block("waits");
        deliver(waiting.subList(1, A_BLOCK));
        deliver(home.enqueue("not full"));
        tidy();
        assertThat(saved()).isEqualTo(1);
        deliver(waiting.subList(0, 1));
        tidy();
        assertThat(saved()).isEqualTo(2);
        reopen();
        assertThat(IndexAndRows.assertSame(home.home.database())).isEqualTo(2);
        assertThat(List.of(count("FULL"), count("waits 7"), count("200"))).containsExactly(A_BLOCK + 1L, 1L, 2L * A_BLOCK + 1);
    }

    @Test
    @Timeout(30)
    void numbersThatNoMessageHasCostNothing() {
        deliver(block("early"));
        home.endBlockIn(A_BLOCK);
        sql("UPDATE delivery SET next_number = next_number + " + (1L << 61));
        deliver(home.enqueue("late"));
        sql("UPDATE delivery SET next_number = " + (1L << 62));
        reopen();

        assertThat(count("early")).isEqualTo(A_BLOCK);
        assertThat(home.log.count(MessageQuery.all()).total()).isEqualTo(A_BLOCK + 1L);
        tidy();
        assertThat(saved()).isEqualTo(2);
        reopen();
        assertThat(home.log.count(MessageQuery.all()).total()).isEqualTo(A_BLOCK + 1L);
    }

    @Test
    void areReadInPlaceOfTheRows() {
        deliver(block("before"));
        tidy();
        sql("UPDATE message SET name = 'after'");
        reopen();
        assertThat(List.of(count("before"), count("after"))).containsExactly((long) A_BLOCK, 0L);
    }

    @Test
    void aChangedMessageIsFoundAsItIsNow() {
        List<Long> numbers = block("a");
        deliver(numbers);
        tidy();
        home.actions.sendAgain(new Selection.These(numbers.subList(0, 1)), Progress.unseen());
        assertThat(saved()).isZero();
        home.record(home.due().getFirst(), home.queue.revision(), failed(), new Next.Failed());
        reopen();
        assertThat(count("503")).isEqualTo(1);
        tidy();
        assertThat(saved()).isEqualTo(1);
        reopen();
        assertThat(count("503")).isEqualTo(1);
        clock.pass(Duration.ofDays(2));
        home.actions.remove(new Retention(1, 0), Progress.unseen());
        assertThat(saved()).isZero();
    }

    @Test
    void anOutcomeThatComesAfterTheMessageWasCancelledIsFound() {
        List<Long> numbers = block("a");
        DueMessage inFlight = home.due().getFirst();
        home.actions.cancel(new Selection.These(numbers));
        tidy();
        assertThat(saved()).isEqualTo(1);
        home.record(inFlight, home.queue.revision(), failed(), new Next.Failed());
        assertThat(saved()).isZero();
        reopen();
        assertThat(count("503")).isEqualTo(1);
    }

    /** What is saved is compared with the rows after each deed, what is read from it after each opening. */
    @Test
    void areAsTheRowsWhateverIsDone() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var seen = new HashMap<Integer, Integer>();
        for (int deed = 0; deed < DEEDS; deed++) {
            seen.merge(doSomething(random), 1, Integer::sum);
            assertThat(seed).satisfies(_ -> IndexAndRows.assertSavedAsRows(home.home.database()));
        }
        reopen();
        assertThat(seed).satisfies(_ -> IndexAndRows.assertSame(home.home.database()));
        assertThat(seen).as("how often so many were saved").hasSizeGreaterThan(4);
    }

    /** @return how many are saved then */
    private int doSomething(Random random) {
        clock.pass(Duration.ofMinutes(random.nextInt(20)));
        switch (random.nextInt(10)) {
            case 0 -> home.endBlockIn(random.nextInt(1, A_BLOCK));
            case 1, 2 ->
                home.enqueue(IntStream.range(0, random.nextInt(1, A_BLOCK)).mapToObj(i -> "n" + i).toArray(String[]::new));
            case 3 -> inFlight = home.due();
            case 4 -> record(random, inFlight);
            case 5 -> home.actions.cancel(some(random));
            case 6 -> home.actions.sendAgain(some(random), Progress.unseen());
            case 7 -> home.actions.sendAsNew(some(random), Progress.unseen());
            case 8 -> home.actions.remove(new Retention(1, 0), Progress.unseen());
            default -> {
                tidy();
                if (random.nextBoolean()) {
                    reopen();
                    IndexAndRows.assertSame(home.home.database());
                }
            }
        }
        return saved();
    }

    private void record(Random random, List<DueMessage> due) {
        for (var message : due) {
            switch (random.nextInt(10)) {
                case 0 -> home.record(message, home.queue.revision(), failed(), new Next.Failed());
                case 1 -> home.record(message, home.queue.revision(), failed(), new Next.Retry(home.in(Duration.ofMinutes(9))));
                default -> home.record(message, home.queue.revision(), delivered(), new Next.Delivered());
            }
        }
    }

    private Selection some(Random random) {
        List<Long> all = new ArrayList<>(home.log.select(MessageQuery.all()).numbers());
        Collections.shuffle(all, random);
        return new Selection.These(all.subList(0, Math.min(all.size(), random.nextInt(3))));
    }

    @Test
    void whatIsDamagedOrOfAnotherFormatIsReadFromTheRowsAndSavedAnew() {
        for (String damage : List.of("bytes = X'00'", "bytes = X''", "bytes = X'7FFFFFFF00'",
                "bytes = SUBSTRING(bytes FROM 1 FOR 90)",
                "bytes = SUBSTRING(bytes FROM 1 FOR 49) || X'0123456789' || SUBSTRING(bytes FROM 55)", "format = 99",
                "format = 0")) {
            deliver(block("a"));
            tidy();
            sql("UPDATE index_block SET " + damage);
            reopen();
            assertThat(count("a 0")).as(damage).isEqualTo(log());
            tidy();
            assertThat(IndexAndRows.assertSame(home.home.database())).as(damage).isEqualTo((int) log());
        }
    }

    /** The names alone are 3 MB here, and H2 keeps 1 MB in a value. */
    @Test
    void whatIsTooLargeIsReadFromTheRows() {
        home.endBlockIn(IndexBlock.SLOTS);
        var random = new Random(1);
        List<NewMessage> messages = IntStream.range(0, IndexBlock.SLOTS).mapToObj(_ -> QueueHome.message(
                random.ints(255, 0x4e00, 0x9fff).mapToObj(Character::toString).collect(Collectors.joining()), "{}")).toList();
        deliver(home.queue.enqueue(home.queue.newBatch(), messages));
        var deliveries = new Deliveries(home.home.database());
        assertThat(List.of(deliveries.saveBlock(), deliveries.saveBlock())).containsExactly(true, false);
        assertThat(saved()).isZero();
        reopen();
        assertThat(count(messages.get(77).name())).isEqualTo(1);
    }

    /** Nothing but this keeps what is saved as the rows are. */
    @Test
    void rowsOfMessagesAreChangedByOneClassAlone() throws IOException {
        var change = Pattern.compile("(UPDATE|INTO|DELETE\\s+FROM|TRUNCATE\\s+TABLE)\\s+\"?(message|index_block)\\b",
                Pattern.CASE_INSENSITIVE);
        Map<String, Boolean> found = new HashMap<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (change.matcher(Files.readString(file)).find()) {
                    found.put(file.getFileName().toString(), true);
                }
            }
        }
        assertThat(found).containsOnlyKeys("MessageTable.java", "SavedBlocks.java");
    }

    private List<Long> block(String name) {
        home.endBlockIn(A_BLOCK);
        return home.enqueue(IntStream.range(0, A_BLOCK).mapToObj(i -> name + " " + i).toArray(String[]::new));
    }

    private void deliver(List<Long> numbers) {
        home.queue.record(numbers.stream().map(number -> home.attempt(number, 1, delivered(), new Next.Delivered())).toList());
    }

    private long count(String text) {
        return home.log.count(MessageQuery.all().withText(text)).total();
    }

    /** How many blocks there are. */
    private long log() {
        return home.log.count(MessageQuery.all()).total() / A_BLOCK;
    }

    private int saved() {
        return IndexAndRows.assertSavedAsRows(home.home.database());
    }

    private void tidy() {
        while (home.queue.tidy(true)) {
            // It has more to do.
        }
    }

    private void reopen() {
        home.close();
        open();
    }

    private void sql(String statement) {
        home.home.database().run(session -> session.write((connection, _) -> {
            try (var used = connection.createStatement()) {
                return used.executeUpdate(statement);
            }
        }));
    }
}
