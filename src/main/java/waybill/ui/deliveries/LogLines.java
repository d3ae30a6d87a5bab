package waybill.ui.deliveries;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import javafx.collections.ObservableListBase;

import waybill.delivery.MessageRow;

/**
 * All messages that a search finds, of which only those are held that somebody looks at: a line that is asked for is made
 * empty and its message is wanted. Used on the window's thread.
 */
final class LogLines extends ObservableListBase<Line> {
    /** With more lines than this, those far from what was read last are dropped. */
    private static final int MOST_HELD = 3_000;
    private static final int NEAR = 500;

    private final IntPredicate isKept;
    private final IntConsumer wanted;
    private final IntConsumer replaced;
    private final Map<Integer, Line> held = new HashMap<>();
    private int size;

    /**
     * @param isKept whether the line of that place must stay as it is: because it is selected
     * @param wanted told a place whose message is to be read
     * @param replaced told a place where another message is about to stand, because one above it is gone
     */
    LogLines(IntPredicate isKept, IntConsumer wanted, IntConsumer replaced) {
        this.isKept = isKept;
        this.wanted = wanted;
        this.replaced = replaced;
    }

    @Override
    public Line get(int place) {
        if (place < 0 || place >= size) {
            throw new IndexOutOfBoundsException(place);
        }
        Line line = held.get(place);
        if (line == null) {
            line = new Line();
            held.put(place, line);
            wanted.accept(place);
        }
        return line;
    }

    @Override
    public int size() {
        return size;
    }

    /** Shows {@code rows} from {@code place} on. */
    void fill(int place, List<MessageRow> rows) {
        for (int i = 0; i < rows.size() && place + i < size; i++) {
            Line line = held.computeIfAbsent(place + i, _ -> new Line());
            if (line.isOtherThan(rows.get(i))) {
                replaced.accept(place + i);
            }
            line.show(rows.get(i));
        }
        if (held.size() > MOST_HELD) {
            held.keySet().removeIf(each -> Math.abs(each - place) > NEAR && !isKept.test(each));
        }
    }

    /** Shows what became of messages, in the lines that hold them. */
    void update(List<MessageRow> rows) {
        var byNumber = rows.stream().collect(Collectors.toMap(MessageRow::number, Function.identity()));
        held.values().forEach(line -> line.row().map(known -> byNumber.get(known.number())).ifPresent(line::show));
    }

    /**
     * The log has changed.
     *
     * @param by so many messages more stand above all lines; fewer where it is negative
     * @param newSize how many there are in all
     * @param fresh the places that are about to be filled; all other lines are forgotten but for those that are kept
     */
    void change(int by, int newSize, Places fresh) {
        int shift = Math.clamp(by, -size, newSize);
        boolean hasMoved = shift != 0 || newSize != size;
        var before = Map.copyOf(held);
        held.clear();
        before.forEach((place, line) -> {
            int now = place + shift;
            // An empty line was asked for by a place that may mean another message now: it is asked for again.
            boolean isGood = !hasMoved || line.row().isPresent();
            if (isGood && now >= 0 && now < newSize && (fresh.contains(now) || isKept.test(place))) {
                held.put(now, line);
            }
        });
        int moved = size + shift;
        size = newSize;
        beginChange();
        if (shift > 0) {
            nextAdd(0, shift);
        } else if (shift < 0) {
            nextRemove(0, nobody(-shift));
        }
        if (newSize > moved) {
            nextAdd(moved, newSize);
        } else if (newSize < moved) {
            nextRemove(newSize, nobody(moved - newSize));
        }
        endChange();
    }

    /** Forgets that the message of that place is wanted; it is wanted again once somebody looks at it. */
    void forget(int place) {
        if (held.containsKey(place) && held.get(place).row().isEmpty()) {
            held.remove(place);
        }
    }

    /** What is removed is not held, and nobody asks for it. */
    private static List<Line> nobody(int count) {
        return Collections.nCopies(count, new Line());
    }
}
