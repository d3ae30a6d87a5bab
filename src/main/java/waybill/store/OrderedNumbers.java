package waybill.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import waybill.delivery.MessageOrder;
import waybill.delivery.MessageQuery;

/** The last search in an order of its own, kept for a moment: a table asks for one page of it after the other. Thread-safe. */
final class OrderedNumbers {
    private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();
    /** So much longer than it took to put in order: a log that changes all the time would leave no time for anything else. */
    private static final int TIMES_THE_COST = 10;

    private Optional<Kept> kept = Optional.empty();

    private record Kept(MessageQuery query, MessageOrder order, long[] numbers, long until) {}

    synchronized long[] get(MessageQuery query, MessageOrder order, Supplier<long[]> sorting) {
        long begin = System.nanoTime();
        var known = kept.filter(last -> last.query().equals(query) && last.order().equals(order) && last.until() - begin > 0);
        if (known.isPresent()) {
            return known.get().numbers();
        }
        long[] numbers = sorting.get();
        long cost = System.nanoTime() - begin;
        kept = Optional.of(new Kept(query, order, numbers, begin + cost + Math.max(SHORTEST_NANOS, TIMES_THE_COST * cost)));
        return numbers;
    }
}
