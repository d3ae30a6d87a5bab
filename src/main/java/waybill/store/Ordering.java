package waybill.store;

import java.util.Arrays;
import java.util.Comparator;

import waybill.delivery.MessageOrder;

/**
 * Puts the numbers of messages in an order. For a million it takes some 100 ms, and a second by name. What is kept of a
 * message meanwhile are 8 bytes, and its name where that is what counts.
 */
final class Ordering {
    private static final int FIRST_CAPACITY = 1024;
    private static final int NUMBER_BITS = 32;
    private static final long NUMBER = (1L << NUMBER_BITS) - 1;

    private final MessageIndex index;
    private final IndexFilter filter;
    private final MessageOrder order;
    private long[] keys = new long[FIRST_CAPACITY];
    private Named[] names = new Named[FIRST_CAPACITY];
    private int count;
    private long first = -1;

    private record Named(byte[] name, long number) {}

    private Ordering(MessageIndex index, IndexFilter filter, MessageOrder order) {
        this.index = index;
        this.filter = filter;
        this.order = order;
    }

    /** Those that match, in that order. */
    static long[] numbers(MessageIndex index, IndexFilter filter, MessageOrder order) {
        var ordering = new Ordering(index, filter, order);
        return order.by() == MessageOrder.By.NAME ? ordering.byName() : ordering.byKey();
    }

    private long[] byKey() {
        index.keys(filter, order.by(), this::add);
        long[] sorted = Arrays.copyOf(keys, count);
        Arrays.sort(sorted);
        for (int i = 0; i < count; i++) {
            sorted[i] = number(sorted[i]);
        }
        return sorted;
    }

    /** The key, and behind it the number, counted from the end: of two that are alike the newer one is the lesser. */
    private void add(long number, int key) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
        }
        first = first < 0 ? number : first;
        long upward = order.by() == MessageOrder.By.AGE ? 0 : order.descending() ? -(long) key : key;
        boolean oldestFirst = order.by() == MessageOrder.By.AGE && !order.descending();
        long place = number - first;
        keys[count++] = upward << NUMBER_BITS | (oldestFirst ? place : NUMBER - place);
    }

    private long number(long key) {
        boolean oldestFirst = order.by() == MessageOrder.By.AGE && !order.descending();
        long place = key & NUMBER;
        return first + (oldestFirst ? place : NUMBER - place);
    }

    private long[] byName() {
        index.names(filter, this::add);
        Comparator<Named> byName = (a, b) -> SearchText.compare(a.name(), b.name());
        Arrays.sort(names, 0, count,
                (order.descending() ? byName.reversed() : byName).thenComparing(Named::number, Comparator.reverseOrder()));
        return Arrays.stream(names, 0, count).mapToLong(Named::number).toArray();
    }

    private void add(long number, byte[] name) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
        }
        names[count++] = new Named(name, number);
    }
}
