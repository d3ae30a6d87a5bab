package waybill.ui.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.MessageOrder;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.ui.Background;
import waybill.ui.deliveries.LogReader.Wish;

/**
 * What the table shows of the log: one look at a time, and another soon after if something changed meanwhile. Used on the
 * window's thread.
 */
final class LogView {
    /** Between two looks: more often nobody could read it. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Places TOP = new Places(0, 40);
    private static final int READ_AT_ONCE = 200;

    private final Background background;
    private final LogReader reader;
    private final LogDisplay table;
    private final Consumer<Optional<Throwable>> failed;
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SearchInProgress searching;
    private final TreeSet<Integer> wanted = new TreeSet<>();
    private MessageQuery query = MessageQuery.all();
    private MessageOrder order = MessageOrder.NEWEST_FIRST;
    private LogLines lines = newLines();
    /** Grows whenever places mean something else, so that what was read for other places is dropped. */
    private int epoch;
    private boolean looking;
    private boolean lookAgain;
    private boolean reading;

    /** @param failed told why the log cannot be read; told of nothing once it can */
    LogView(Background background, LogReader reader, LogDisplay table, Consumer<Optional<Throwable>> failed) {
        this.background = background;
        this.reader = reader;
        this.table = table;
        this.failed = failed;
        searching = new SearchInProgress(background);
    }

    /** What the last look found; empty until the first one. */
    ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Whether a search has waited for some time for all that it finds. Some of the newest may be shown meanwhile. */
    ReadOnlyBooleanProperty waitsProperty() {
        return searching.isLongProperty();
    }

    MessageQuery query() {
        return query;
    }

    LogLines lines() {
        return lines;
    }

    /** Shows what {@code newQuery} finds, from the newest on. The lines that are seen stay until that is known. */
    void search(MessageQuery newQuery) {
        query = newQuery;
        epoch++;
        int mine = epoch;
        lookAgain = false;
        int search = searching.begin();
        if (found.get().isEmpty()) {
            // To count may take a while after the start; the newest are there sooner.
            background.quietly(() -> reader.read(newQuery, order, TOP), rows -> {
                if (mine == epoch && found.get().isEmpty()) {
                    show(rows);
                }
            }, this::failed);
        }
        background.quietly(() -> reader.look(new Wish(newQuery, order, OptionalLong.empty(), TOP)), seen -> {
            searching.end(search);
            if (mine == epoch) {
                show(seen.rows());
                lines.change(0, seen.size(), seen.places());
                tell(seen);
            }
        }, failure -> {
            searching.end(search);
            failed(failure);
        });
    }

    /** Shows nothing, and holds nothing, until it is told to look again. */
    void forget() {
        epoch++;
        searching.end();
        found.set(Optional.empty());
        show(List.of());
    }

    /** Shows the same from the first on in another order. */
    void order(MessageOrder newOrder) {
        order = newOrder;
        search(query);
    }

    /** The log has changed, or the same search means other bounds of time now. */
    void refresh(MessageQuery sameQuery) {
        query = sameQuery;
        refresh();
    }

    private void refresh() {
        if (found.get().isEmpty()) {
            searchAgain();
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        lookAgain = false;
        int mine = epoch;
        if (isHeld()) {
            update(mine);
            return;
        }
        Places seen = table.seen();
        var wish = new Wish(query, order, isNewestFirst() ? numberAt(seen.from()) : OptionalLong.empty(), seen);
        look(() -> reader.look(wish), now -> {
            if (mine == epoch && !isHeld()) {
                follow(now, seen.from());
            }
        });
    }

    /** A message may come to stand anywhere then: while one is selected, each stays where it is. */
    private boolean isHeld() {
        return !isNewestFirst() && table.hasSelection();
    }

    private boolean isNewestFirst() {
        return order.equals(MessageOrder.NEWEST_FIRST);
    }

    private void update(int mine) {
        Places seen = table.seen();
        var numbers = IntStream.range(seen.from(), seen.to()).mapToObj(this::numberAt).flatMapToLong(OptionalLong::stream).boxed()
                .toList();
        look(() -> reader.update(query, numbers), now -> {
            if (mine == epoch) {
                lines.update(now.rows());
                tell(now);
            }
        });
    }

    private void look(Callable<Found> look, Consumer<Found> then) {
        long begin = System.nanoTime();
        background.quietly(look, now -> {
            then.accept(now);
            background.after(pauseAfter(begin), this::looked);
        }, failure -> {
            failed(failure);
            background.after(PAUSE, this::looked);
        });
    }

    /** As long as the look took, at least, so that what is slow leaves time for anything else. */
    private static Duration pauseAfter(long begin) {
        var took = Duration.ofNanos(System.nanoTime() - begin);
        return took.compareTo(PAUSE) > 0 ? took : PAUSE;
    }

    /** The first look failed, or all was forgotten. */
    private void searchAgain() {
        if (!searching.isRunning()) {
            search(query);
        }
    }

    private void looked() {
        looking = false;
        if (lookAgain) {
            refresh();
        }
    }

    private OptionalLong numberAt(int place) {
        return place >= lines.size()
                ? OptionalLong.empty()
                : lines.get(place).row().map(row -> OptionalLong.of(row.number())).orElse(OptionalLong.empty());
    }

    private void show(List<MessageRow> newest) {
        lines = newLines();
        wanted.clear();
        lines.change(0, newest.size(), new Places(0, newest.size()));
        lines.fill(0, newest);
        table.show(lines);
    }

    /** What was seen stays in sight: at the top the newest, elsewhere the same messages. */
    private void follow(Found now, int first) {
        int by = !isNewestFirst()
                ? 0
                : now.anchor().isPresent() ? now.anchor().getAsInt() - first : Math.max(0, now.size() - lines.size());
        if (by != 0 || now.size() != lines.size()) {
            epoch++;
            wanted.clear();
        }
        Places seen = table.seen();
        lines.change(by, now.size(), now.places().spanning(seen.moved(seen.from() == 0 ? 0 : by)));
        lines.fill(now.from(), now.rows());
        if (seen.from() != 0 && by != 0) {
            table.move(by);
        }
        tell(now);
    }

    private void tell(Found now) {
        failed.accept(Optional.empty());
        found.set(Optional.of(now));
    }

    private LogLines newLines() {
        return new LogLines(place -> table.isSelected(place), this::want, this::replaced);
    }

    private void replaced(int place) {
        if (table.isSelected(place)) {
            table.deselect(place);
        }
    }

    /** The table asks line by line while it is laid out; they are read together afterwards. */
    private void want(int place) {
        if (wanted.isEmpty()) {
            background.show(this::readWanted);
        }
        wanted.add(place);
    }

    /** What is seen or selected. What somebody scrolled past is not: it is asked for again when it is seen. */
    private void readWanted() {
        if (reading) {
            return;
        }
        Places seen = table.seen().widened(LogReader.SPARE);
        wanted.stream().filter(place -> !seen.contains(place) && !table.isSelected(place)).forEach(lines::forget);
        wanted.removeIf(place -> !seen.contains(place) && !table.isSelected(place));
        if (wanted.isEmpty()) {
            return;
        }
        int first = wanted.first();
        var places = seen.contains(first) ? seen : new Places(first, first + READ_AT_ONCE);
        wanted.removeIf(places::contains);
        int mine = epoch;
        reading = true;
        background.quietly(() -> reader.read(query, order, places), rows -> {
            if (mine == epoch) {
                lines.fill(places.from(), rows);
            }
            read();
        }, failure -> {
            failed(failure);
            read();
        });
    }

    private void read() {
        reading = false;
        readWanted();
    }

    private void failed(Throwable failure) {
        failed.accept(Optional.of(failure));
    }
}
