package waybill.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

import waybill.delivery.MessageOrder;
import waybill.store.StoredMessage.Given;
import waybill.store.StoredMessage.Progress;

/** Some thousand messages with neighbouring numbers, in columns. Thread-safe. */
final class IndexBlock {
    static final int SLOTS = 4096;
    /** To be raised with any change of what is packed, and of how a text is made to be searched. */
    static final int FORMAT = 1;

    /** Of a slot in all columns but the text, and some for what has no slot. */
    private static final int PACKED_SLOT_BYTES = 64;
    private static final int FIRST_TEXT_BYTES = 16 * 1024;
    private static final String SEPARATOR = "\n";

    private final BitSet present = new BitSet(SLOTS);
    private final BitSet linked = new BitSet(SLOTS);
    private final byte[] states = new byte[SLOTS];
    private final long[] created = new long[SLOTS];
    private final long[] answered = new long[SLOTS];
    private final int[] took = new int[SLOTS];
    private final short[] answers = new short[SLOTS];
    private final int[] batches = new int[SLOTS];
    private final int[] bytes = new int[SLOTS];
    private final int[] logged = new int[SLOTS];
    private final short[] attempts = new short[SLOTS];
    /** Names and ids in lower case, a separator behind each, in the order of the slots. */
    private byte[] text = new byte[FIRST_TEXT_BYTES];
    /** Where the text of a slot ends; that of the slot before it is where it begins. */
    private final int[] ends = new int[SLOTS];
    private int lastSlot = -1;

    IndexBlock() {}

    /**
     * @param packed by {@link #packed}
     * @throws RuntimeException if it was not
     */
    IndexBlock(byte[] packed) {
        var columns = PackedColumns.toRead(packed);
        columns.get(present);
        columns.get(linked);
        columns.get(states);
        columns.get(created);
        columns.get(answered);
        columns.get(took);
        columns.get(answers);
        columns.get(batches);
        columns.get(bytes);
        columns.get(logged);
        columns.get(attempts);
        columns.get(ends);
        text = columns.rest();
        lastSlot = present.length() - 1;
        if (text.length != (lastSlot < 0 ? 0 : ends[lastSlot])) {
            throw new IllegalArgumentException("a text of another length");
        }
    }

    /** To be made again of it; for one that nothing was removed from, whose text it would still have. */
    synchronized byte[] packed() {
        int length = lastSlot < 0 ? 0 : ends[lastSlot];
        var columns = PackedColumns.toWrite(SLOTS * PACKED_SLOT_BYTES + length);
        columns.put(present);
        columns.put(linked);
        columns.put(states, SLOTS);
        columns.put(created);
        columns.put(answered);
        columns.put(took);
        columns.put(answers);
        columns.put(batches);
        columns.put(bytes);
        columns.put(logged);
        columns.put(attempts);
        columns.put(ends);
        columns.put(text, length);
        return columns.packed();
    }

    /** Slots are added in their order. */
    synchronized void add(int slot, Given given, Progress progress) {
        byte[] words = SearchText.of(given.name() + SEPARATOR + given.id() + SEPARATOR);
        int begin = lastSlot < 0 ? 0 : ends[lastSlot];
        Arrays.fill(ends, lastSlot + 1, slot, begin);
        if (begin + words.length > text.length) {
            text = Arrays.copyOf(text, Math.max(begin + words.length, text.length * 2));
        }
        System.arraycopy(words, 0, text, begin, words.length);
        ends[slot] = begin + words.length;
        lastSlot = slot;
        created[slot] = given.created();
        batches[slot] = (int) given.batch();
        bytes[slot] = given.size();
        linked.set(slot, given.linked());
        present.set(slot);
        set(slot, progress);
    }

    synchronized void set(int slot, Progress progress) {
        states[slot] = progress.state();
        answered[slot] = progress.answered();
        answers[slot] = (short) progress.answer();
        took[slot] = (int) Math.min(Integer.MAX_VALUE, progress.took());
        attempts[slot] = (short) Math.min(Short.MAX_VALUE, progress.attempts());
        logged[slot] = (int) Math.min(Integer.MAX_VALUE, progress.logged());
    }

    synchronized void setState(int slot, byte state) {
        states[slot] = state;
    }

    /** @return whether there is another */
    synchronized boolean remove(int slot) {
        present.clear(slot);
        return !present.isEmpty();
    }

    synchronized BitSet matching(IndexFilter filter) {
        BitSet found = (BitSet) present.clone();
        if (filter.isAll()) {
            return found;
        }
        if (filter.hasText()) {
            BitSet hits = textHits(filter.needle());
            addAnswerHits(filter.answers(), hits);
            found.and(hits);
        }
        for (int slot = found.nextSetBit(0); slot >= 0; slot = found.nextSetBit(slot + 1)) {
            if (!filter.accepts(states[slot], created[slot], answered[slot], batches[slot])) {
                found.clear(slot);
            }
        }
        return found;
    }

    /** Gives {@code reader} the columns of the slots in {@code which}. */
    synchronized void read(BitSet which, ColumnReader reader) {
        for (int slot = which.nextSetBit(0); slot >= 0; slot = which.nextSetBit(slot + 1)) {
            reader.read(slot, columnsOf(slot));
        }
    }

    synchronized Optional<Columns> columns(int slot) {
        return present.get(slot) ? Optional.of(columnsOf(slot)) : Optional.empty();
    }

    /** Gives {@code reader} by what the slots in {@code which} are put in order: 0 or more. */
    synchronized void keys(BitSet which, MessageOrder.By by, KeyReader reader) {
        for (int slot = which.nextSetBit(0); slot >= 0; slot = which.nextSetBit(slot + 1)) {
            reader.read(slot, switch (by) {
                case AGE, NAME -> 0;
                case SIZE -> bytes[slot];
                case STATE -> states[slot];
                case ATTEMPTS -> attempts[slot];
                case DURATION -> answered[slot] == Micros.NONE ? 0 : Math.max(1, took[slot]);
            });
        }
    }

    /** Gives {@code reader} the names of the slots in {@code which}, in lower case. */
    synchronized void names(BitSet which, NameReader reader) {
        for (int slot = which.nextSetBit(0); slot >= 0; slot = which.nextSetBit(slot + 1)) {
            int begin = slot == 0 ? 0 : ends[slot - 1];
            int end = begin;
            while (text[end] != SEPARATOR.charAt(0)) {
                end++;
            }
            reader.read(slot, Arrays.copyOfRange(text, begin, end));
        }
    }

    @FunctionalInterface
    interface KeyReader {
        void read(int slot, int key);
    }

    @FunctionalInterface
    interface NameReader {
        void read(int slot, byte[] name);
    }

    private Columns columnsOf(int slot) {
        return new Columns(states[slot], linked.get(slot), created[slot], answered[slot], answers[slot], took[slot],
                (long) bytes[slot] + logged[slot]);
    }

    /** What pictures, counts and retention look at. @param stored the bytes of body and attempts */
    record Columns(byte state, boolean linked, long created, long answered, int answer, int took, long stored) {}

    @FunctionalInterface
    interface ColumnReader {
        void read(int slot, Columns columns);
    }

    private BitSet textHits(byte[] needle) {
        var hits = new BitSet(SLOTS);
        int length = lastSlot < 0 ? 0 : ends[lastSlot];
        int at = SearchText.indexOf(text, length, needle, 0);
        while (at >= 0) {
            int slot = slotAt(at);
            hits.set(slot);
            at = SearchText.indexOf(text, length, needle, ends[slot]);
        }
        return hits;
    }

    private void addAnswerHits(BitSet ids, BitSet hits) {
        if (!ids.isEmpty()) {
            for (int slot = 0; slot <= lastSlot; slot++) {
                if (answers[slot] >= 0 && ids.get(answers[slot])) {
                    hits.set(slot);
                }
            }
        }
    }

    /** The slot whose text has the byte at {@code position}. */
    private int slotAt(int position) {
        int found = Arrays.binarySearch(ends, 0, lastSlot + 1, position + 1);
        int slot = found >= 0 ? found : -found - 1;
        // Slots that were passed over end where the one before them does.
        while (slot > 0 && ends[slot - 1] > position) {
            slot--;
        }
        return slot;
    }
}
