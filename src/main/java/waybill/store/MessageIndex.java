package waybill.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

import waybill.delivery.Hold;
import waybill.delivery.MessageOrder;
import waybill.delivery.MessageQuery;

/**
 * What a search looks at, of all messages, in memory: about 90 bytes each. H2 takes 5 s to look for a text in a million rows
 * of an encrypted file, this some 50 ms; and indexes in the database would scatter each commit over the whole file.
 * <p>
 * It is read from the database block by block, the newest first: from {@link SavedBlocks saved ones} where there are any, else
 * from the rows. {@link MessageTable} keeps it up to date, after each commit.
 * Changed on the store thread alone, read on any.
 */
final class MessageIndex {
    private final ConcurrentNavigableMap<Long, IndexBlock> blocks = new ConcurrentSkipListMap<>();
    private volatile Answers answers = new Answers();
    private volatile Optional<Hold> hold = Optional.empty();
    private volatile boolean isPrepared;
    private volatile boolean isLoaded;
    private Optional<SavedBlocks> saved = Optional.empty();
    /** Blocks from this one on are here. */
    private long loadedFrom;
    private long nextBatch;
    private long batchesEnd;

    /** Reads what is needed before anything else. Nothing happens if that is done. */
    void prepare(Connection connection) throws SQLException {
        if (!isPrepared) {
            blocks.clear();
            isLoaded = false;
            answers = Answers.read(connection);
            hold = DeliveryTable.hold(connection);
            saved = Optional.of(new SavedBlocks(connection));
            loadedFrom = DeliveryTable.nextNumber(connection) / IndexBlock.SLOTS + 1;
            isPrepared = true;
        }
    }

    /** What was being written is not sure: everything is read anew before it is used again. */
    void reset() {
        isPrepared = false;
        isLoaded = false;
    }

    boolean isPrepared() {
        return isPrepared;
    }

    boolean isLoaded() {
        return isLoaded;
    }

    /** Which blocks are in the database; of one that is prepared. */
    SavedBlocks saved() {
        return saved.orElseThrow();
    }

    /** The number of a batch, where one is left of those that were taken from the database. */
    OptionalLong nextBatch() {
        return nextBatch < batchesEnd ? OptionalLong.of(nextBatch++) : OptionalLong.empty();
    }

    void setBatches(long first, int count) {
        nextBatch = first;
        batchesEnd = first + count;
    }

    /**
     * Reads the next older blocks: some that are saved, or one from its rows. The saved ones are unpacked elsewhere while the
     * next are read, which takes as long.
     *
     * @param patience in nanoseconds, after which no other is begun
     * @return whether all are there now
     */
    boolean loadNext(Connection connection, long patience) throws SQLException {
        long begin = System.nanoTime();
        prepare(connection);
        OptionalLong next = MessageTable.newestBlock(connection, loadedFrom - 1);
        var read = new ArrayList<SavedBlocks.Reading>();
        boolean isSaved = true;
        while (next.isPresent() && isSaved && (read.isEmpty() || System.nanoTime() - begin < patience)) {
            var reading = saved().begin(connection, next.getAsLong());
            isSaved = reading.isSaved();
            if (isSaved || read.isEmpty()) {
                read.add(reading);
                next = MessageTable.newestBlock(connection, reading.block() - 1);
            }
        }
        for (var reading : read) {
            blocks.put(reading.block(), saved().end(connection, reading));
            loadedFrom = reading.block();
        }
        if (next.isEmpty()) {
            loadedFrom = 0;
            isLoaded = true;
        }
        return isLoaded;
    }

    Answers answers() {
        return answers;
    }

    Optional<Hold> hold() {
        return hold;
    }

    void setHold(Optional<Hold> newHold) {
        hold = newHold;
    }

    void add(StoredMessage message) {
        if (isHere(message.number())) {
            blocks.computeIfAbsent(block(message.number()), _ -> new IndexBlock()).add(slot(message.number()), message.given(),
                    message.progress());
        }
    }

    void set(long number, StoredMessage.Progress progress) {
        if (isHere(number)) {
            blocks.get(block(number)).set(slot(number), progress);
        }
    }

    void setState(long number, byte state) {
        if (isHere(number)) {
            blocks.get(block(number)).setState(slot(number), state);
        }
    }

    void remove(long number) {
        if (isHere(number)) {
            blocks.computeIfPresent(block(number), (_, block) -> block.remove(slot(number)) ? block : null);
        }
    }

    IndexFilter filter(MessageQuery query) {
        return IndexFilter.of(query, answers, hold.isPresent());
    }

    /** The numbers that match and are less than {@code before}, newest first, without the first {@code offset} of them. */
    List<Long> numbers(IndexFilter filter, long before, long offset, int limit) {
        var numbers = new ArrayList<Long>();
        long toSkip = offset;
        for (var entry : blocks.headMap(block(before), true).descendingMap().entrySet()) {
            BitSet found = entry.getValue().matching(filter);
            if (entry.getKey() == block(before)) {
                found.clear(slot(before), IndexBlock.SLOTS);
            }
            int count = found.cardinality();
            if (toSkip >= count) {
                toSkip -= count;
                continue;
            }
            for (int slot = found.length() - 1; slot >= 0 && numbers.size() < limit; slot = found.previousSetBit(slot - 1)) {
                if (toSkip > 0) {
                    toSkip--;
                } else {
                    numbers.add(entry.getKey() * IndexBlock.SLOTS + slot);
                }
            }
            if (numbers.size() == limit) {
                break;
            }
        }
        return numbers;
    }

    /** How many match whose number is greater than {@code number}. */
    long countNewer(IndexFilter filter, long number) {
        long count = 0;
        for (var entry : blocks.tailMap(block(number), true).entrySet()) {
            BitSet found = entry.getValue().matching(filter);
            if (entry.getKey() == block(number)) {
                found.clear(0, slot(number) + 1);
            }
            count += found.cardinality();
        }
        return count;
    }

    /** Of one message, if it is there. */
    Optional<IndexBlock.Columns> columns(long number) {
        return Optional.ofNullable(blocks.get(block(number))).flatMap(block -> block.columns(slot(number)));
    }

    /** Gives {@code reader} the numbers and columns of all that match, oldest first. */
    void read(IndexFilter filter, BiConsumer<Long, IndexBlock.Columns> reader) {
        blocks.forEach((number, block) -> block.read(block.matching(filter),
                (slot, columns) -> reader.accept(number * IndexBlock.SLOTS + slot, columns)));
    }

    /** Gives {@code reader} by what those that match are put in order, oldest first. */
    void keys(IndexFilter filter, MessageOrder.By by, BiConsumer<Long, Integer> reader) {
        blocks.forEach((number, block) -> block.keys(block.matching(filter), by,
                (slot, key) -> reader.accept(number * IndexBlock.SLOTS + slot, key)));
    }

    /** Gives {@code reader} the names of all that match, in lower case, oldest first. */
    void names(IndexFilter filter, BiConsumer<Long, byte[]> reader) {
        blocks.forEach((number, block) -> block.names(block.matching(filter),
                (slot, name) -> reader.accept(number * IndexBlock.SLOTS + slot, name)));
    }

    private boolean isHere(long number) {
        return isPrepared && block(number) >= loadedFrom;
    }

    private static long block(long number) {
        return number / IndexBlock.SLOTS;
    }

    private static int slot(long number) {
        return (int) (number % IndexBlock.SLOTS);
    }
}
