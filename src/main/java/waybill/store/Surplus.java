package waybill.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import waybill.delivery.MessageQuery;
import waybill.delivery.Retention;
import waybill.delivery.Retention.Removal;

/**
 * What a retention removes: what is too old, then the oldest of the rest until it is small enough. What waits is never removed,
 * so it is not counted either: what was just delivered would go in its place.
 */
record Surplus(List<Long> numbers, Removal removal) {
    private static final long MEGABYTE = 1_000_000;

    static Surplus of(Retention retention, MessageIndex index, Instant now) {
        var all = index.filter(MessageQuery.all());
        long[] stored = {0};
        index.read(all, (_, columns) -> stored[0] += columns.state() == StoredMessage.WAITING ? 0 : columns.stored());
        long limit = retention.megabytes() == 0 ? Long.MAX_VALUE : retention.megabytes() * MEGABYTE;
        long oldest = retention.days() == 0 ? Long.MIN_VALUE : Micros.of(now.minus(Duration.ofDays(retention.days())));
        var numbers = new ArrayList<Long>();
        long[] removed = {0};
        index.read(all, (number, columns) -> {
            boolean isTooMuch = columns.created() < oldest || stored[0] - removed[0] > limit;
            if (isTooMuch && columns.state() != StoredMessage.WAITING) {
                numbers.add(number);
                removed[0] += columns.stored();
            }
        });
        return new Surplus(numbers, new Removal(numbers.size(), removed[0]));
    }
}
