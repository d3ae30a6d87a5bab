package waybill.delivery;

import java.util.Map;

/** How many messages are in each state; a state that is absent has none. */
public record StateCounts(Map<MessageState, Long> counts) {
    public StateCounts {
        counts = Map.copyOf(counts);
    }

    public long of(MessageState state) {
        return counts.getOrDefault(state, 0L);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
