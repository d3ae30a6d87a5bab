package waybill.ui.deliveries;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageOrder;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;

/** Looks into the log; blocks, so it is called in the background. */
final class LogReader {
    /** So many lines more than are seen, for the next turn of the wheel. */
    static final int SPARE = 30;

    private final DeliveryLog log;

    LogReader(DeliveryLog log) {
        this.log = log;
    }

    /**
     * What is looked for.
     *
     * @param anchor the message at the first place of {@code seen}, by which the view is held where the newest come first
     */
    record Wish(MessageQuery query, MessageOrder order, OptionalLong anchor, Places seen) {}

    Found look(Wish wish) {
        long size = log.count(wish.query()).total();
        long total = wish.query().isAll() ? size : log.count(MessageQuery.all()).total();
        var anchor = wish.anchor().isPresent()
                ? OptionalInt.of(place(log.place(wish.query(), wish.anchor().getAsLong())))
                : OptionalInt.empty();
        int first = wish.seen().from();
        // At the top the newest are seen, whatever was the newest before.
        int by = first == 0 ? 0 : anchor.orElse(first) - first;
        Places places = wish.seen().moved(by).widened(SPARE);
        return new Found(place(size), total, anchor, places.from(), read(wish.query(), wish.order(), places));
    }

    List<MessageRow> read(MessageQuery query, MessageOrder order, Places places) {
        return log.page(query, order, places.from(), places.count());
    }

    /** How many there are, and what became of these messages, whatever their places are now. */
    Found update(MessageQuery query, List<Long> numbers) {
        var rows = numbers.stream().map(log::find).flatMap(Optional::stream).toList();
        return new Found(place(log.count(query).total()), log.count(MessageQuery.all()).total(), OptionalInt.empty(), 0, rows);
    }

    /** A table has as many places as an int can count. */
    private static int place(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }
}
