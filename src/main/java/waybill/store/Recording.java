package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import waybill.delivery.Attempt;
import waybill.delivery.Hold;
import waybill.delivery.LastAnswer;
import waybill.delivery.Next;
import waybill.delivery.Outcome;
import waybill.delivery.RecordedAttempt;
import waybill.store.Deliveries.Changes;
import waybill.store.StoredMessage.Progress;

/** Writes a group of attempts, in one transaction. */
final class Recording {
    private final Connection connection;
    private final Changes changes;

    Recording(Connection connection, Changes changes) {
        this.connection = connection;
        this.changes = changes;
    }

    void write(List<RecordedAttempt> attempts) throws SQLException {
        var changed = new ArrayList<StoredMessage>(attempts.size());
        try (PreparedStatement find = connection.prepareStatement(MessageTable.FIND);
                PreparedStatement insert = connection
                        .prepareStatement("MERGE INTO attempt (message, number, bytes) KEY (message, number) VALUES (?, ?, ?)");
                PreparedStatement later = connection.prepareStatement("UPDATE waiting SET due = ?, cause = ? WHERE message = ?");
                PreparedStatement over = connection.prepareStatement("DELETE FROM waiting WHERE message = ?")) {
            var cancelled = Ranges.cancelled(connection);
            for (var recorded : attempts) {
                byte[] bytes = AttemptWriter.write(recorded.attempt());
                Optional<StoredMessage> found = MessageTable.find(find, recorded.message());
                if (found.isPresent()) {
                    Progress before = found.get().progress();
                    boolean isOver = before.state() == StoredMessage.WAITING && isOfItsRound(before, recorded)
                            && cancelled.contains(recorded.message());
                    Progress progress = progress(isOver ? before.cancelled() : before, recorded, bytes.length);
                    addAttempt(insert, recorded, bytes);
                    changed.add(new StoredMessage(recorded.message(), found.get().given(), progress));
                    if (isOver) {
                        addOver(over, recorded);
                    } else if (isOfItsRound(before, recorded)) {
                        addWaiting(later, over, recorded);
                    }
                }
            }
            insert.executeBatch();
            new MessageTable(connection, changes).update(changed);
            later.executeBatch();
            over.executeBatch();
        }
        DeliveryTable.setLatestTime(connection,
                attempts.stream().mapToLong(recorded -> answered(recorded.attempt())).max().orElse(0));
    }

    /** What the attempts mean for the destination. @param now when a hold begins */
    Optional<Hold> hold(List<RecordedAttempt> attempts, Instant now) throws SQLException {
        if (DeliveryTable.hold(connection).isPresent()) {
            // What was still under way.
            return Optional.empty();
        }
        String revision = DestinationTable.revision(connection).orElse("");
        return holdBy(attempts.stream().filter(recorded -> recorded.revision().equals(revision)).toList(), now);
    }

    private Optional<Hold> holdBy(List<RecordedAttempt> attempts, Instant now) throws SQLException {
        int limit = DeliveryTable.settings(connection).holdAfter();
        int failures = DeliveryTable.failures(connection);
        Optional<Hold> hold = Optional.empty();
        for (var recorded : attempts) {
            failures = switch (recorded.next()) {
                case Next.Delivered() -> 0;
                case Next.Failed() -> failures + 1;
                case Next.Retry _,Next.Cancelled _ -> failures;
            };
            if (recorded.attempt().outcome().holdsDestination()) {
                hold = Optional.of(new Hold(Hold.Reason.GONE, now, 0));
            } else if (limit > 0 && failures >= limit && hold.isEmpty()) {
                hold = Optional.of(new Hold(Hold.Reason.FAILURES, now, failures));
            }
        }
        DeliveryTable.setFailures(connection, failures);
        if (hold.isPresent()) {
            DeliveryTable.setHold(connection, hold.get());
            Optional<Hold> begun = hold;
            changes.afterwards(index -> index.setHold(begun));
        }
        return hold;
    }

    private Progress progress(Progress before, RecordedAttempt recorded, int bytes) throws SQLException {
        Attempt attempt = recorded.attempt();
        int answer = changes.index().answers().idOf(connection, LastAnswer.of(attempt.outcome()));
        boolean isOfItsRound = isOfItsRound(before, recorded);
        return new Progress(isOfItsRound ? state(before.state(), recorded.next()) : before.state(),
                Math.max(before.attempts(), attempt.number()), isOfItsRound ? earlier(recorded) : before.earlier(),
                answered(attempt), answer, Micros.of(attempt.outcome().timings().total()), before.logged() + bytes);
    }

    /** Not if the message was sent again while the attempt was under way: what it brought is of the past then. */
    private static boolean isOfItsRound(Progress before, RecordedAttempt recorded) {
        return before.earlier() == recorded.earlier();
    }

    /** An attempt that was stopped, by a lock or the end of the program, uses up no retry. */
    private static int earlier(RecordedAttempt recorded) {
        int number = recorded.attempt().number();
        int counted = Math.max(0, number - 1 - recorded.earlier());
        return number - counted - (recorded.attempt().outcome() instanceof Outcome.Cancelled ? 0 : 1);
    }

    /** What a person cancelled meanwhile stays so, unless it was delivered. */
    private static byte state(byte before, Next next) {
        return switch (next) {
            case Next.Delivered() -> StoredMessage.DELIVERED;
            case Next.Failed() -> before == StoredMessage.WAITING ? StoredMessage.FAILED : before;
            case Next.Cancelled() -> before == StoredMessage.WAITING ? StoredMessage.CANCELLED : before;
            case Next.Retry _ -> before;
        };
    }

    private static long answered(Attempt attempt) {
        return Micros.of(attempt.at().plus(attempt.outcome().timings().total()));
    }

    private static void addAttempt(PreparedStatement insert, RecordedAttempt recorded, byte[] bytes) throws SQLException {
        insert.setLong(1, recorded.message());
        insert.setInt(2, recorded.attempt().number());
        insert.setBytes(3, bytes);
        insert.addBatch();
    }

    /** A message that was cancelled meanwhile waits no more, and an update finds nothing. */
    private static void addWaiting(PreparedStatement later, PreparedStatement over, RecordedAttempt recorded)
            throws SQLException {
        if (recorded.next() instanceof Next.Retry(var due)) {
            later.setLong(1, Micros.of(due));
            later.setInt(2, MessageTable.RETRY);
            later.setLong(3, recorded.message());
            later.addBatch();
        } else {
            addOver(over, recorded);
        }
    }

    private static void addOver(PreparedStatement over, RecordedAttempt recorded) throws SQLException {
        over.setLong(1, recorded.message());
        over.addBatch();
    }
}
