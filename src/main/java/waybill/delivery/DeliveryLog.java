package waybill.delivery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import waybill.destination.StorageException;

/**
 * All messages and what became of them, for the window. Thread-safe; every method blocks, for some 100 ms at most where the
 * log has a million messages, once {@link #load} has taken its second or two, and never waits for what is being written.
 *
 * @throws StorageException from every method
 */
public interface DeliveryLog {
    /** Reads what counts and searches look at. Whichever comes first does so too; until it is done, that one waits. */
    void load();

    /**
     * The next lines, newest first.
     *
     * @param before only older messages than this number; empty for the newest
     * @param limit 1 to 10,000
     */
    List<MessageRow> page(MessageQuery query, OptionalLong before, int limit);

    /** The lines from place {@code offset} on, newest first; for a table that scrolls anywhere. */
    List<MessageRow> page(MessageQuery query, long offset, int limit);

    /** The same in another order. */
    List<MessageRow> page(MessageQuery query, MessageOrder order, long offset, int limit);

    /** How many are newer than that message: its place in the table, or where it would be if it is not in it (any more). */
    long place(MessageQuery query, long number);

    /** How many there are of each state. */
    StateCounts count(MessageQuery query);

    /** Those that {@code query} finds now, oldest first: what is handed in later is not among them. */
    Selection.These select(MessageQuery query);

    Optional<MessageRow> find(long number);

    /** Oldest first; empty if there are none, or if the message was removed. */
    List<Attempt> attempts(long number);

    /** The exact bytes; empty if the message was removed. */
    Optional<byte[]> body(long number);

    /** @param bars how many, 1 to 1,000 */
    Statistics statistics(Period period, int bars);

    /** The time of the oldest and the latest outcome, to choose a period from; empty where there is none. */
    Optional<Period> extent();

    /** Gives each line to {@code reader}, newest first, a few at a time in memory; for an export. */
    void forEach(MessageQuery query, Cancellation cancellation, Consumer<MessageRow> reader);

    /** How many of {@code selection} have a {@code document_link} and are older than an hour, so that it likely expired. */
    long countExpiredLinks(Selection selection);
}
