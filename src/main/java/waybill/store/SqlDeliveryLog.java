package waybill.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

import waybill.delivery.Attempt;
import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageOrder;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.Period;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.delivery.Statistics;

/**
 * The log in the encrypted database. The newest messages are paged by the database alone; what is searched for, counted or
 * drawn is found in the index, and its lines are read from the database.
 */
public final class SqlDeliveryLog implements DeliveryLog {
    /** After this long a document's link has likely expired. */
    private static final Duration LINK_LIFE = Duration.ofHours(1);
    private static final int EXPORTED_AT_ONCE = 1_000;
    /** So far H2 finds a place in the log as quickly as the index. */
    private static final long NEAR = 1_000;

    private final Deliveries deliveries;
    private final InstantSource clock;
    private final OrderedNumbers ordered = new OrderedNumbers();

    /** @param clock for the age of links */
    public SqlDeliveryLog(Database database, InstantSource clock) {
        this.deliveries = new Deliveries(database);
        this.clock = clock;
    }

    @Override
    public List<MessageRow> page(MessageQuery query, OptionalLong before, int limit) {
        return page(query, before.orElse(Long.MAX_VALUE), 0, limit);
    }

    @Override
    public List<MessageRow> page(MessageQuery query, long offset, int limit) {
        return page(query, Long.MAX_VALUE, offset, limit);
    }

    @Override
    public List<MessageRow> page(MessageQuery query, MessageOrder order, long offset, int limit) {
        if (order.equals(MessageOrder.NEWEST_FIRST)) {
            return page(query, offset, limit);
        }
        var index = deliveries.loaded();
        long[] numbers = ordered.get(query, order, () -> Ordering.numbers(index, index.filter(query), order));
        int from = (int) Math.min(offset, numbers.length);
        var page = Arrays.stream(numbers, from, (int) Math.min(numbers.length, (long) from + limit)).boxed().toList();
        return deliveries.read(connection -> new MessageRows(index).get(connection, page));
    }

    private List<MessageRow> page(MessageQuery query, long before, long offset, int limit) {
        if (query.isAll() && offset < NEAR) {
            var rows = new MessageRows(deliveries.prepared());
            return deliveries.read(connection -> rows.newest(connection, before, offset, limit));
        }
        return newest(query, before, offset, limit);
    }

    /** What is older than the last of them is not waited for: the index is read from the newest on. */
    private List<MessageRow> newest(MessageQuery query, long before, long offset, int limit) {
        var known = deliveries.prepared();
        for (int steps = 1;; steps *= 2) {
            var index = known;
            boolean isWhole = index.isLoaded();
            List<Long> numbers = index.numbers(index.filter(query), before, offset, limit);
            if (isWhole || numbers.size() == limit) {
                return deliveries.read(connection -> new MessageRows(index).get(connection, numbers));
            }
            // Twice as many each time, so that looking at them again costs less than reading them.
            for (int i = 0; i < steps && !known.isLoaded(); i++) {
                known = deliveries.loadMore();
            }
        }
    }

    @Override
    public void load() {
        deliveries.loaded();
    }

    @Override
    public long place(MessageQuery query, long number) {
        var index = deliveries.loaded();
        return index.countNewer(index.filter(query), number);
    }

    @Override
    public StateCounts count(MessageQuery query) {
        var index = deliveries.loaded();
        var counting = new Counting(index.hold().isPresent());
        index.read(index.filter(query), (_, columns) -> counting.add(columns.state()));
        return counting.counts();
    }

    @Override
    public Selection.These select(MessageQuery query) {
        return new Selection.These(Chosen.of(new Selection.Matching(query), deliveries.loaded()).numbers((_, _) -> true));
    }

    @Override
    public Optional<MessageRow> find(long number) {
        var rows = new MessageRows(deliveries.prepared());
        return deliveries.read(connection -> rows.get(connection, List.of(number)).stream().findFirst());
    }

    @Override
    public List<Attempt> attempts(long number) {
        return deliveries.read(connection -> {
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT bytes FROM attempt WHERE message = ? ORDER BY number")) {
                select.setLong(1, number);
                try (ResultSet rows = select.executeQuery()) {
                    var attempts = new ArrayList<Attempt>();
                    while (rows.next()) {
                        attempts.add(AttemptReader.read(rows.getBytes(1)));
                    }
                    return attempts;
                }
            }
        });
    }

    @Override
    public Optional<byte[]> body(long number) {
        return deliveries.read(connection -> BodyTable.read(connection, number));
    }

    @Override
    public Statistics statistics(Period period, int bars) {
        var index = deliveries.loaded();
        var drawing = new Drawing(period, bars, index);
        index.read(index.filter(MessageQuery.all().withAnswered(Optional.of(period))), (_, columns) -> drawing.add(columns));
        return drawing.statistics();
    }

    @Override
    public Optional<Period> extent() {
        var index = deliveries.loaded();
        long[] bounds = {Long.MAX_VALUE, Long.MIN_VALUE};
        index.read(index.filter(MessageQuery.all()), (_, columns) -> {
            if (columns.answered() != Micros.NONE) {
                bounds[0] = Math.min(bounds[0], columns.answered());
                bounds[1] = Math.max(bounds[1], columns.answered());
            }
        });
        return bounds[0] > bounds[1]
                ? Optional.empty()
                : Optional.of(new Period(Micros.instant(bounds[0]), Micros.instant(bounds[1])));
    }

    @Override
    public void forEach(MessageQuery query, Cancellation cancellation, Consumer<MessageRow> reader) {
        var index = deliveries.loaded();
        var filter = index.filter(query);
        long before = Long.MAX_VALUE;
        while (!cancellation.isCancelled()) {
            List<Long> numbers = index.numbers(filter, before, 0, EXPORTED_AT_ONCE);
            if (numbers.isEmpty()) {
                return;
            }
            deliveries.read(connection -> new MessageRows(index).get(connection, numbers)).forEach(reader);
            before = numbers.getLast();
        }
    }

    @Override
    public long countExpiredLinks(Selection selection) {
        long latest = Micros.of(clock.instant().minus(LINK_LIFE));
        Set<Long> copied = deliveries.read(connection -> LinkTable.before(connection, latest));
        return Chosen.of(selection, deliveries.loaded())
                .count((number, columns) -> columns.linked() && (columns.created() < latest || copied.contains(number)));
    }
}
