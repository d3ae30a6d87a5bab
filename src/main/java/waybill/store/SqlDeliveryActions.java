package waybill.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

import waybill.delivery.DeliveryActions;
import waybill.delivery.MessageId;
import waybill.delivery.Retention;
import waybill.delivery.Selection;
import waybill.destination.StorageException;
import waybill.store.StoredMessage.Given;
import waybill.store.StoredMessage.Progress;

/** What a person does with messages, some at a time so that sending goes on between. */
public final class SqlDeliveryActions implements DeliveryActions {
    private static final int AT_ONCE = 500;
    /** Copies are made by the database; fewer at once, for bodies may be large. */
    private static final int COPIES_AT_ONCE = 50;
    private static final BiPredicate<Long, IndexBlock.Columns> WAITS = (_, columns) -> columns.state() == StoredMessage.WAITING;

    /** After which what was written down is gone on with. */
    private static final Set<StorageException.Fault> PASSING = EnumSet.of(StorageException.Fault.LOCKED,
            StorageException.Fault.DISK_FULL, StorageException.Fault.READ_ONLY);

    private final Deliveries deliveries;
    private final Cancelling cancelling;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random for the ids of messages that are sent as new: a {@link java.security.SecureRandom} */
    public SqlDeliveryActions(Database database, InstantSource clock, RandomGenerator random) {
        this.deliveries = new Deliveries(database);
        this.cancelling = new Cancelling(deliveries);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Selection.These beginCancelling(Selection selection) {
        List<Long> numbers = chosen(selection, WAITS);
        cancelling.begin(numbers);
        return new Selection.These(numbers);
    }

    @Override
    public long finishCancelling(Selection.These begun) {
        try {
            cancelling.finish();
            return Chosen.of(begun, deliveries.loaded()).count((_, columns) -> columns.state() == StoredMessage.CANCELLED);
        } catch (StorageException e) {
            if (!PASSING.contains(e.fault())) {
                throw e;
            }
            // It is cancelled, for nothing of it is sent: whoever sends finds the same fault, and goes on with it afterwards.
            return begun.numbers().size();
        }
    }

    @Override
    public long tryNow(Selection selection) {
        long now = Micros.of(clock.instant());
        return each(chosen(selection, WAITS), AT_ONCE, Progress.unseen(), (messages, found) -> {
            try (PreparedStatement update = messages.connection()
                    .prepareStatement("UPDATE waiting SET due = ?, cause = ? WHERE message = ?")) {
                update.setLong(1, now);
                update.setInt(2, MessageTable.MANUAL);
                update.setLong(3, found.number());
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public long sendAgain(Selection selection, Progress progress) {
        // Else it would be marked later on, though it was sent again after that.
        boolean hasMore = true;
        while (hasMore && !progress.cancellation().isCancelled()) {
            hasMore = cancelling.markSome();
        }
        return each(chosen(selection, WAITS.negate()), AT_ONCE, progress, (messages, found) -> {
            if (found.progress().state() == StoredMessage.WAITING) {
                return false;
            }
            messages.sendAgain(found.number(), Micros.of(clock.instant()));
            return true;
        });
    }

    @Override
    public long sendAsNew(Selection selection, Progress progress) {
        List<Long> numbers = chosen(selection, (_, _) -> true);
        long batch = deliveries.newBatch();
        return each(numbers, COPIES_AT_ONCE, progress, (messages, found) -> {
            long now = Micros.of(clock.instant());
            var given = new Given(MessageId.next(random).text(), batch, found.given().name(), found.given().size(),
                    found.given().linked(), now);
            var copy = new StoredMessage(messages.changes().takeNumbers(messages.connection(), 1), given,
                    StoredMessage.Progress.begin());
            BodyTable.copy(messages.connection(), found.number(), copy.number());
            if (given.linked()) {
                LinkTable.copy(messages.connection(), found, copy.number());
            }
            messages.insert(List.of(copy));
            return true;
        });
    }

    @Override
    public Retention.Removal preview(Retention retention) {
        return surplus(retention).removal();
    }

    @Override
    public Retention.Removal remove(Retention retention, Progress progress) {
        var bytes = new AtomicLong();
        long removed = each(surplus(retention).numbers(), AT_ONCE, progress, (messages, found) -> {
            if (found.progress().state() == StoredMessage.WAITING) {
                return false;
            }
            messages.remove(found.number());
            Removals.note(messages.connection(), found, clock.instant());
            messages.changes().afterwards(_ -> bytes.addAndGet(found.given().size() + found.progress().logged()));
            return true;
        });
        return new Retention.Removal(removed, bytes.get());
    }

    private Surplus surplus(Retention retention) {
        return Surplus.of(retention, deliveries.loaded(), clock.instant());
    }

    private List<Long> chosen(Selection selection, BiPredicate<Long, IndexBlock.Columns> where) {
        return Chosen.of(selection, deliveries.loaded()).numbers(where);
    }

    /** What is to be done with one message. */
    @FunctionalInterface
    private interface Deed {
        /** @return whether anything was done */
        boolean run(MessageTable messages, StoredMessage found) throws SQLException;
    }

    /** @return with how many something was done */
    private long each(List<Long> numbers, int atOnce, Progress progress, Deed deed) {
        long done = 0;
        for (int from = 0; from < numbers.size() && !progress.cancellation().isCancelled(); from += atOnce) {
            List<Long> group = new ArrayList<>(numbers.subList(from, Math.min(numbers.size(), from + atOnce)));
            done += deliveries.acknowledge((connection, changes) -> {
                var messages = new MessageTable(connection, changes);
                long changed = 0;
                for (long number : group) {
                    Optional<StoredMessage> found = MessageTable.find(connection, number);
                    changed += found.isPresent() && deed.run(messages, found.get()) ? 1 : 0;
                }
                return changed;
            });
            progress.done().accept(done);
        }
        return done;
    }
}
