package waybill.store;

import java.util.EnumMap;
import java.util.Map;

import waybill.delivery.MessageState;
import waybill.delivery.StateCounts;

/** Counts messages by their states. */
final class Counting {
    private final long[] counts = new long[StoredMessage.CANCELLED + 1];
    private final boolean isHeld;

    /** @param isHeld whether what waits is held */
    Counting(boolean isHeld) {
        this.isHeld = isHeld;
    }

    void add(byte state) {
        counts[state]++;
    }

    StateCounts counts() {
        Map<MessageState, Long> byState = new EnumMap<>(MessageState.class);
        for (byte state = 0; state < counts.length; state++) {
            if (counts[state] > 0) {
                byState.put(MessageRows.state(state, isHeld), counts[state]);
            }
        }
        return new StateCounts(byState);
    }
}
