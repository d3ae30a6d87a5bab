package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import waybill.delivery.Trigger;
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
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT due, message, cause FROM waiting WHERE due <= ? ORDER BY due, message
                        FETCH FIRST ? ROWS ONLY""")) {
                select.setLong(1, Micros.of(now));
                select.setInt(2, except.size() + limit);
                try (ResultSet rows = select.executeQuery()) {
                    return due(new DueReading(connection, session.fresh(), now), rows,
                            number -> except.contains(number) || session.fresh().isHeld(number), limit);
                }
            }
        });
    }

    private static Due due(DueReading reading, ResultSet rows, LongPredicate isExcepted, int limit) throws SQLException {
        var due = new ArrayList<DueMessage>();
        long bytes = 0;
        try (reading) {
            if (!rows.isBeforeFirst()) {
                reading.nothingIsDue();
            }
            while (rows.next() && due.size() < limit && bytes < BYTES_AT_ONCE) {
                long number = rows.getLong(2);
                if (!isExcepted.test(number)) {
                    var found = reading.find(number, trigger(rows.getInt(3)));
                    bytes += found.map(DueReading.Found::size).orElse(0);
                    if (found.isPresent() && (due.isEmpty() || bytes <= BYTES_AT_ONCE)) {
                        reading.whole(found.get()).ifPresent(due::add);
                    }
                }
            }
        }
        return new Due(due, reading.unreadable());
    }

    private static Trigger trigger(int cause) {
        return switch (cause) {
            case MessageTable.INITIAL -> Trigger.INITIAL;
            case MessageTable.RETRY -> Trigger.RETRY;
            default -> Trigger.MANUAL;
        };
    }

    @Override
    public void finishCancelling() {
        new Cancelling(deliveries).finish();
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
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT message, due FROM waiting ORDER BY due, message FETCH FIRST ? ROWS ONLY")) {
                select.setInt(1, except.size() + 1);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        if (!except.contains(rows.getLong(1)) && !session.fresh().isHeld(rows.getLong(1))) {
                            return Optional.of(Micros.instant(rows.getLong(2)));
                        }
                    }
                    return Optional.empty();
                }
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
