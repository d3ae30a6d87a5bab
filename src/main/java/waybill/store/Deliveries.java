package waybill.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

import waybill.destination.StorageException;

/** Database and index of the messages together: what is committed is in both, what failed in neither. */
final class Deliveries {
    private static final int BATCHES = 1_000;
    private static final long STEP_NANOS = 20_000_000;

    private final Database database;

    Deliveries(Database database) {
        this.database = database;
    }

    /** Something to do in one transaction. */
    @FunctionalInterface
    interface Work<R> {
        R run(Connection connection, Changes changes) throws SQLException;
    }

    /** What is to be changed in the index once the transaction is on disk. */
    record Changes(MessageIndex index, FreshMessages fresh, List<Consumer<MessageIndex>> after) {
        void afterwards(Consumer<MessageIndex> change) {
            after.add(change);
        }

        /** Numbers for new messages, which nobody is given before they are on disk. @return the first */
        long takeNumbers(Connection connection, int count) throws SQLException {
            long first = DeliveryTable.takeNumbers(connection, count);
            fresh.holdFrom(first);
            return first;
        }
    }

    <R> R read(Reader.Reading<R> reading) {
        return database.read(reading);
    }

    <R> R read(Reader.SessionReading<R> reading) {
        return database.read(reading);
    }

    /** @throws StorageException if nothing was changed */
    <R> R write(Work<R> work) {
        return change(work, Session::write);
    }

    /** As {@link Session#acknowledge}. */
    <R> R acknowledge(Work<R> work) {
        return change(work, Session::acknowledge);
    }

    /** A number that no other batch has. Some are taken at once: a commit for each would hold up every message. */
    long newBatch() {
        return database.run(session -> {
            var index = session.index();
            OptionalLong left = index.nextBatch();
            if (left.isPresent()) {
                return left.getAsLong();
            }
            index.setBatches(session.write((connection, _) -> DeliveryTable.takeBatches(connection, BATCHES)), BATCHES);
            return index.nextBatch().orElseThrow();
        });
    }

    /** The index with at least hold and answers in it. */
    MessageIndex prepared() {
        return database.run(session -> {
            var index = session.index();
            if (!index.isPrepared()) {
                session.read((connection, _) -> {
                    index.prepare(connection);
                    return true;
                });
            }
            return index;
        });
    }

    /** The index with all messages in it. */
    MessageIndex loaded() {
        var index = prepared();
        while (!index.isLoaded()) {
            index = loadMore();
        }
        return index;
    }

    /** The index with some older messages in it, too. Short, for whoever writes waits meanwhile. */
    MessageIndex loadMore() {
        return database.run(session -> session.read((connection, _) -> {
            // Not one of before: the vault may have been closed and opened between two steps.
            session.index().loadNext(connection, STEP_NANOS);
            return session.index();
        }));
    }

    /** Saves the newest block that is to be saved. @return whether there was one */
    boolean saveBlock() {
        return database.run(session -> {
            OptionalLong next = session.read((connection, _) -> {
                session.index().prepare(connection);
                return session.index().saved().next(connection);
            });
            next.ifPresent(block -> session.write((connection, _) -> {
                session.index().saved().save(connection, block);
                return true;
            }));
            return next.isPresent();
        });
    }

    private <R> R change(Work<R> work, How how) {
        return database.run(session -> {
            var changes = new Changes(session.index(), session.fresh(), new ArrayList<>());
            try {
                R result = how.run(session, (connection, _) -> {
                    changes.index().prepare(connection);
                    return work.run(connection, changes);
                });
                changes.after().forEach(change -> change.accept(changes.index()));
                return result;
            } catch (RuntimeException | Error e) {
                changes.index().reset();
                throw e;
            } finally {
                changes.fresh().release();
            }
        });
    }

    @FunctionalInterface
    private interface How {
        <R> R run(Session session, Session.Work<R> work);
    }
}
