package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.vault.FakeKeychain;

/** A log of which the index is not in memory yet: four blocks that are not saved, each of which is read on its own. */
class LogBeingReadTest {
    private static final int A_BLOCK = 20;

    @TempDir private Path parent;
    private final SettableClock clock = new SettableClock();
    private final FakeKeychain keychain = FakeKeychain.ready();
    private QueueHome home;

    @BeforeEach
    void open() {
        home = new QueueHome(parent.resolve("home"), keychain, clock);
        for (String name : List.of("apple", "pear", "apple", "apple")) {
            home.endBlockIn(A_BLOCK);
            home.enqueue(IntStream.range(0, A_BLOCK).mapToObj(i -> name + " " + i).toArray(String[]::new));
        }
        home.close();
        home = new QueueHome(parent.resolve("home"), keychain, clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void showsTheNewestThatMatchBeforeTheOldestAreRead() {
        var found = page("apple", 30);

        assertThat(isRead()).as("all is read").isFalse();
        assertThat(found).isEqualTo(page("apple", 1_000).subList(0, 30)).hasSize(30);
        assertThat(found).isSortedAccordingTo((a, b) -> Long.compare(b.number(), a.number()));
    }

    @Test
    void looksAtAllWhereThereAreFewerThanFitAPage() {
        assertThat(page("apple", 1_000)).hasSize(3 * A_BLOCK);
        assertThat(isRead()).as("all is read").isTrue();
    }

    @Test
    void findsTheOldestAlone() {
        assertThat(page("pear", A_BLOCK)).hasSize(A_BLOCK);
    }

    @Test
    void pagesOnFromAMessageThatIsNotReadYet() {
        long oldest = home.log.page(MessageQuery.all(), OptionalLong.empty(), 1_000).getLast().number();

        assertThat(home.log.page(MessageQuery.all().withText("apple"), OptionalLong.of(oldest + 2), 10)).hasSize(2);
    }

    @Test
    void countsNothingLessThanAll() {
        assertThat(page("apple", 10)).hasSize(10);
        assertThat(home.log.count(MessageQuery.all().withText("apple")).total()).isEqualTo(3 * A_BLOCK);
        assertThat(home.log.place(MessageQuery.all().withText("apple"), 0)).isEqualTo(3 * A_BLOCK);
    }

    @Test
    void isReadOnceAndKeptUpToDateAfterwards() {
        page("apple", 10);
        home.enqueue("apple 20");
        home.log.load();

        assertThat(isRead()).isTrue();
        assertThat(page("apple", 1_000)).hasSize(3 * A_BLOCK + 1);
    }

    private List<MessageRow> page(String text, int limit) {
        return home.log.page(MessageQuery.all().withText(text), OptionalLong.empty(), limit);
    }

    private boolean isRead() {
        return new Deliveries(home.home.database()).prepared().isLoaded();
    }
}
