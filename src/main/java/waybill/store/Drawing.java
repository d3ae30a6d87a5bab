package waybill.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import waybill.delivery.Period;
import waybill.delivery.Statistics;
import waybill.delivery.Statistics.Bar;
import waybill.delivery.Statistics.Latency;
import waybill.store.IndexBlock.Columns;

/** Sums up what the pictures show. */
final class Drawing {
    /** The bounds of the histogram, in milliseconds; what is longer than the last has a bar of its own. */
    private static final int[] BOUNDS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000};
    private static final int FIRST_CAPACITY = 1024;

    private final long from;
    private final long to;
    private final Counting[] bars;
    private final Answers answers;
    private int[] took = new int[FIRST_CAPACITY];
    private int answered;

    Drawing(Period period, int bars, MessageIndex index) {
        this.from = Micros.of(period.from());
        this.to = Micros.of(period.to());
        this.answers = index.answers();
        boolean isHeld = index.hold().isPresent();
        this.bars = IntStream.range(0, bars).mapToObj(_ -> new Counting(isHeld)).toArray(Counting[]::new);
    }

    void add(Columns columns) {
        bars[(int) ((columns.answered() - from) * bars.length / (to - from))].add(columns.state());
        if (answers.isAnswer(columns.answer())) {
            if (answered == took.length) {
                took = Arrays.copyOf(took, took.length * 2);
            }
            took[answered++] = columns.took();
        }
    }

    Statistics statistics() {
        return new Statistics(IntStream.range(0, bars.length).mapToObj(this::bar).toList(),
                answered == 0 ? Optional.empty() : Optional.of(latency()));
    }

    private Bar bar(int number) {
        return new Bar(new Period(Micros.instant(begin(number)), Micros.instant(begin(number + 1))), bars[number].counts());
    }

    /** The least time that {@link #add} counts to that bar. */
    private long begin(int number) {
        return from + Math.ceilDiv(number * (to - from), bars.length);
    }

    private Latency latency() {
        Arrays.sort(took, 0, answered);
        return new Latency(answered, percentile(50), percentile(95), percentile(99), histogram());
    }

    /** The least latency that at least so many of a hundred do not exceed. */
    private Duration percentile(int percent) {
        return Micros.duration(took[Math.max(0, (int) Math.ceilDiv((long) answered * percent, 100L) - 1)]);
    }

    private List<Map.Entry<Duration, Long>> histogram() {
        var histogram = new ArrayList<Map.Entry<Duration, Long>>();
        int counted = 0;
        for (int bound : BOUNDS) {
            int below = counted;
            while (below < answered && took[below] < bound * 1_000) {
                below++;
            }
            histogram.add(Map.entry(Duration.ofMillis(bound), (long) below - counted));
            counted = below;
        }
        if (counted < answered) {
            histogram.add(Map.entry(Micros.duration(took[answered - 1] + 1L), (long) answered - counted));
        }
        return histogram;
    }
}
