package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

import waybill.delivery.MessageId;
import waybill.delivery.MessageOrder;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.NoLog;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.ui.Background;

/** What the table shows where the log does not always answer. */
class LogViewTest {
    private final FakeLog log = new FakeLog();
    private final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
    private final List<Optional<Throwable>> told = new CopyOnWriteArrayList<>();
    private final ShownLines table = new ShownLines();
    private Background background;
    private LogView view;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        background = new Background(_ -> {}, unexpected::add);
        view = new LogView(background, new LogReader(log), table, told::add);
    }

    @AfterEach
    void close() {
        background.close();
        assertThat(unexpected).isEmpty();
    }

    @Test
    void looksAgainAfterAFirstLookThatFailed() {
        log.fails = true;
        background.show(() -> view.search(MessageQuery.all()));
        await().until(() -> told.size() == 2);
        log.fails = false;

        background.show(() -> view.refresh(MessageQuery.all()));

        await().untilAsserted(() -> assertThat(table.size).isEqualTo(3));
        assertThat(told.getLast()).as("what is wrong now").isEmpty();
    }

    @Test
    void saysThatItLooksStillAndShowsTheNewestMeanwhile() {
        log.counting = new CountDownLatch(1);
        background.show(() -> view.search(MessageQuery.all()));

        await().until(() -> view.waitsProperty().get());
        await().untilAsserted(() -> assertThat(table.size).isEqualTo(3));
        assertThat(view.foundProperty().get()).as("what is counted").isEmpty();
        log.counting.countDown();

        await().until(() -> !view.waitsProperty().get());
        await().until(() -> view.foundProperty().get().isPresent());
    }

    @Test
    void doesNotSayThatItLooksOnceItFailed() {
        log.counting = new CountDownLatch(1);
        background.show(() -> view.search(MessageQuery.all()));
        await().until(() -> view.waitsProperty().get());
        log.fails = true;
        log.counting.countDown();

        await().until(() -> !view.waitsProperty().get());
    }

    @Test
    void saysThatItLooksForTheLatestSearch() {
        var first = new CountDownLatch(1);
        log.counting = first;
        background.show(() -> view.search(MessageQuery.all()));
        await().until(() -> view.waitsProperty().get());
        var second = new CountDownLatch(1);
        log.counting = second;
        background.show(() -> view.search(MessageQuery.all().withText("line")));
        await().until(() -> log.counts.get() == 2);
        first.countDown();

        await().pollDelay(Duration.ofMillis(300)).untilAsserted(() -> assertThat(view.waitsProperty().get()).isTrue());
        second.countDown();
        await().until(() -> !view.waitsProperty().get());
    }

    /** A log of three messages. */
    private static final class FakeLog extends NoLog {
        private volatile boolean fails;
        private volatile CountDownLatch counting = new CountDownLatch(0);
        private final AtomicInteger counts = new AtomicInteger();

        @Override
        public List<MessageRow> page(MessageQuery query, MessageOrder order, long offset, int limit) {
            answer();
            return LongStream.of(3, 2, 1).skip(offset).limit(limit).mapToObj(number -> new MessageRow(number,
                    new MessageId("msg_" + "0".repeat(26)), 1, "line " + number, 2, Instant.EPOCH, MessageState.DELIVERED, 1,
                    Optional.empty(), Optional.empty())).toList();
        }

        @Override
        public StateCounts count(MessageQuery query) {
            var until = counting;
            counts.incrementAndGet();
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            answer();
            return new StateCounts(Map.of(MessageState.DELIVERED, 3L));
        }

        private void answer() {
            if (fails) {
                throw new StorageException(Fault.OTHER);
            }
        }
    }

    /** A table that is never scrolled. */
    private static final class ShownLines implements LogDisplay {
        private volatile int size;

        @Override
        public void show(LogLines lines) {
            lines.addListener((javafx.collections.ListChangeListener<Line>) _ -> size = lines.size());
            size = lines.size();
        }

        @Override
        public Places seen() {
            return new Places(0, 1);
        }

        @Override
        public void move(int by) {
            throw new AssertionError("nothing is scrolled");
        }

        @Override
        public boolean isSelected(int place) {
            return false;
        }

        @Override
        public boolean hasSelection() {
            return false;
        }

        @Override
        public void deselect(int place) {
            throw new AssertionError("nothing is selected");
        }
    }
}
