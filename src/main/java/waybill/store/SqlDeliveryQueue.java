package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

import waybill.delivery.DeliveryQueue;
import waybill.delivery.DueMessage;
import waybill.delivery.FileMemory;
import waybill.delivery.Hold;
import waybill.delivery.NewMessage;
import waybill.delivery.RecordedAttempt;
import waybill.destination.StorageException;
import waybill.store.StoredMessage.Given;
import waybill.store.StoredMessage.Progress;

/** The queue in the encrypted database. */
public final class SqlDeliveryQueue implements DeliveryQueue {
    /** Bodies that are given out at once, together; one that is larger is given out alone. */
    private static final long BYTES_AT_ONCE = 8L * 1024 * 1024;

    /** Of the index: others wait for each for some 20 ms. */
    private static final int BLOCKS_WHILE_BUSY = 8;

    private final Database database;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private volatile Runnable unreadable = () -> {};

    /** @param clock for when messages are handed in */
    public SqlDeliveryQueue(Database database, InstantSource clock) {
        this.database = database;
        this.deliveries = new Deliveries(database);
        this.clock = clock;
    }

    @Override
    public long newBatch() {
        return deliveries.newBatch();
    }

    @Override
    public List<Long> enqueue(long batch, List<NewMessage> messages, List<FileMemory.Handed> files) {
        return deliveries.acknowledge((connection, changes) -> {
            long created = Micros.of(clock.instant());
            long number = changes.takeNumbers(connection, messages.size());
            var rows = new ArrayList<StoredMessage>(messages.size());
            for (var message : messages) {
                var given = new Given(message.message().id().text(), batch, message.name(), message.message().body().length,
                        message.hasLink(), created);
                rows.add(new StoredMessage(number++, given, Progress.begin()));
            }
            new MessageTable(connection, changes).insert(rows, messages.stream().map(NewMessage::message).toList());
            SqlFileMemory.remember(connection, batch, files);
            DeliveryTable.setLatestTime(connection, created);
            changes.afterwards(_ -> {
                for (int i = 0; i < rows.size(); i++) {
                    changes.fresh().put(rows.get(i).number(), batch, messages.get(i).message());
                }
            });
            return rows.stream().map(StoredMessage::number).toList();
        });
    }

    @Override
    public List<DueMessage> due(Instant now, Set<Long> except, int limit) {
        var due = read(now, except, limit);
        if (!due.unreadable().isEmpty()) {
            deliveries.write((connection, changes) -> {
                new Recording(connection, changes).write(due.unreadable());
                return true;
            });
            unreadable.run();
        }
        return due.messages();
    }

    @Override
    public void onUnreadable(Runnable listener) {
        unreadable = listener;
    }

    /** @param unreadable what becomes of those that were passed over */
    private record Due(List<DueMessage> messages, List<RecordedAttempt> unreadable) {}

    private Due read(Instant now, Set<Long> except, int limit) {
        return deliveries.read((connection, session) -> {
            if (DeliveryTable.hold(connection).isPresent()) {
                return new Due(List.of(), List.of());
            }
            try (var waiting = new Waiting(connection, Micros.of(now), except.size() + limit)) {
                return due(new DueReading(connection, session.fresh(), now), waiting,
                        number -> except.contains(number) || session.fresh().isHeld(number), limit);
            }
        });
    }

    private static Due due(DueReading reading, Waiting waiting, LongPredicate isExcepted, int limit) throws SQLException {
        var due = new ArrayList<DueMessage>();
        // It is read in several steps, between which one may come to be due at another time.
        var read = new HashSet<Long>();
        long bytes = 0;
        try (reading) {
            var next = waiting.next();
            if (next.isEmpty()) {
                reading.nothingIsDue();
            }
            while (next.isPresent() && due.size() < limit && bytes < BYTES_AT_ONCE) {
                if (!isExcepted.test(next.get().number()) && read.add(next.get().number())) {
                    var found = reading.find(next.get().number(), next.get().trigger());
                    bytes += found.map(DueReading.Found::size).orElse(0);
                    if (found.isPresent() && (due.isEmpty() || bytes <= BYTES_AT_ONCE)) {
                        reading.whole(found.get()).ifPresent(due::add);
                    }
                }
                next = waiting.next();
            }
        }
        return new Due(due, reading.unreadable());
    }

    @Override
    public boolean markCancelled() {
        return new Cancelling(deliveries).markSome();
    }

    @Override
    public String revision() {
        return deliveries.read(connection -> DestinationTable.revision(connection).orElse(""));
    }

    @Override
    public Optional<Instant> nextDue(Set<Long> except) {
        return deliveries.read((connection, session) -> {
            if (DeliveryTable.hold(connection).isPresent()) {
                return Optional.empty();
            }
            try (var waiting = new Waiting(connection, Long.MAX_VALUE, except.size() + 1)) {
                var next = waiting.next();
                while (next.filter(row -> except.contains(row.number()) || session.fresh().isHeld(row.number())).isPresent()) {
                    next = waiting.next();
                }
                return next.map(row -> Micros.instant(row.due()));
            }
        });
    }

    @Override
    public Optional<Hold> record(List<RecordedAttempt> attempts) {
        return deliveries.write((connection, changes) -> {
            var recording = new Recording(connection, changes);
            recording.write(attempts);
            return recording.hold(attempts, clock.instant());
        });
    }

    @Override
    public void clockWentBack(Duration by, Instant now) {
        deliveries.write((connection, _) -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE waiting SET due = due - ? WHERE due > ?")) {
                update.setLong(1, Micros.of(by));
                update.setLong(2, Micros.of(now));
                update.executeUpdate();
            }
            DeliveryTable.setLatestTime(connection, Micros.of(now));
            return true;
        });
    }

    @Override
    public boolean tidy(boolean isIdle) {
        boolean hasMore = true;
        for (int saved = 0; saved < (isIdle ? 1 : BLOCKS_WHILE_BUSY) && hasMore; saved++) {
            hasMore = saveBlock();
        }
        if (!(isIdle && hasMore) && deliveries.read(FileRoom::of).isWasted(isIdle)) {
            database.compact();
        }
        return hasMore;
    }

    private boolean saveBlock() {
        try {
            return deliveries.saveBlock();
        } catch (StorageException _) {
            // It is there to be quick alone: whoever writes what counts will say what is wrong.
            return false;
        }
    }

    @Override
    public Optional<Instant> latestKnownTime() {
        return deliveries.read(connection -> {
            var micros = DeliveryTable.latestTime(connection);
            return micros.isPresent() ? Optional.of(Micros.instant(micros.getAsLong())) : Optional.empty();
        });
    }
}
