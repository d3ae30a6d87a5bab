package waybill.store;

import java.util.BitSet;
import java.util.Optional;

import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Period;

/**
 * A query in the terms of the index.
 *
 * @param needle in lower case; empty for any text
 * @param answers the ids of those that have the text
 * @param states one bit for each stored state
 * @param batch -1 for any
 */
record IndexFilter(byte[] needle, BitSet answers, BitSet states, Range created, Range answered, long batch) {
    /** Microseconds; {@code to} is exclusive. Without bounds it also takes in what has no time. */
    record Range(long from, long to) {
        static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        static Range of(Optional<Period> period) {
            return period.map(known -> new Range(Micros.of(known.from()), Micros.of(known.to()))).orElse(ANY);
        }

        boolean contains(long micros) {
            return this == ANY || micros >= from && micros < to;
        }
    }

    /** @param isHeld whether what waits is held */
    static IndexFilter of(MessageQuery query, Answers answers, boolean isHeld) {
        // No text of a message has a line break in it: it would find neighbours.
        byte[] needle = SearchText.of(query.text().replace('\n', '\0'));
        var states = new BitSet();
        states.set(StoredMessage.WAITING, query.states().contains(isHeld ? MessageState.HELD : MessageState.WAITING));
        states.set(StoredMessage.DELIVERED, query.states().contains(MessageState.DELIVERED));
        states.set(StoredMessage.FAILED, query.states().contains(MessageState.FAILED));
        states.set(StoredMessage.CANCELLED, query.states().contains(MessageState.CANCELLED));
        return new IndexFilter(needle, needle.length == 0 ? new BitSet() : answers.containing(needle), states,
                Range.of(query.created()), Range.of(query.answered()), query.batch().orElse(-1));
    }

    boolean hasText() {
        return needle.length > 0;
    }

    boolean isAll() {
        return !hasText() && states.cardinality() == StoredMessage.CANCELLED + 1 && created == Range.ANY && answered == Range.ANY
                && batch < 0;
    }

    boolean accepts(byte state, long createdAt, long answeredAt, int inBatch) {
        return states.get(state) && created.contains(createdAt) && answered.contains(answeredAt)
                && (batch < 0 || batch == inBatch);
    }
}
