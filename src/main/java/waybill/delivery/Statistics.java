package waybill.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pictures show of a period. Each message counts once, at the time its latest outcome was known; clicking a bar is
 * {@link MessageQuery#withAnswered} with its period.
 *
 * @param bars of equal length, oldest first
 * @param latency of the latest attempts that brought an answer; empty where none did
 */
public record Statistics(List<Bar> bars, Optional<Latency> latency) {
    public Statistics {
        bars = List.copyOf(bars);
    }

    /** The messages by their state now. {@link MessageState#WAITING} and HELD are those that wait for a retry. */
    public record Bar(Period period, StateCounts counts) {}

    /**
     * From the start of an exchange to its end.
     *
     * @param histogram the number of messages by the upper bound of their latency, exclusive, shortest first
     */
    public record Latency(long messages, Duration p50, Duration p95, Duration p99, List<Map.Entry<Duration, Long>> histogram) {
        public Latency {
            histogram = List.copyOf(histogram);
        }
    }
}
