package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.Test;

import waybill.delivery.MessageId;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;

class LogLinesTest {
    private final Set<Integer> selected = new HashSet<>();
    private final List<Integer> wanted = new ArrayList<>();
    private final List<Integer> replaced = new ArrayList<>();
    private final LogLines lines = new LogLines(selected::contains, wanted::add, replaced::add);

    @Test
    void wantsOnlyWhatIsAskedFor() {
        lines.change(0, 1_000_000, new Places(0, 0));

        assertThat(lines).hasSize(1_000_000);
        assertThat(lines.get(700_000).row()).isEmpty();
        assertThat(lines.get(700_000)).isSameAs(lines.get(700_000));
        assertThat(wanted).containsExactly(700_000);
    }

    @Test
    void aLineThatWasReadMovesWithItsMessage() {
        lines.change(0, 100, new Places(0, 100));
        lines.fill(0, rows(100, 40));
        Line line = lines.get(10);

        lines.change(5, 105, new Places(0, 50));

        assertThat(lines.get(15)).isSameAs(line);
        assertThat(number(15)).isEqualTo(90);
        assertThat(wanted).isEmpty();
        assertThat(lines.get(2).row()).as("what came above").isEmpty();
    }

    @Test
    void forgetsWhatNobodyLooksAtButForWhatIsSelected() {
        lines.change(0, 500, new Places(0, 100));
        lines.fill(0, rows(500, 100));
        selected.add(90);

        lines.change(0, 500, new Places(0, 20));

        assertThat(lines.get(10).row()).isPresent();
        assertThat(lines.get(90).row()).isPresent();
        assertThat(lines.get(50).row()).isEmpty();
    }

    @Test
    void tellsWhereAnotherMessageStandsNow() {
        lines.change(0, 10, new Places(0, 10));
        lines.fill(0, rows(10, 10));

        lines.fill(3, rows(6, 2));

        assertThat(replaced).containsExactly(3, 4);
    }

    @Test
    void asksAgainForAnEmptyLineWhosePlaceMeansAnotherMessage() {
        lines.change(0, 100, new Places(0, 0));
        lines.get(50);

        lines.change(1, 101, new Places(40, 60));
        lines.get(51);

        assertThat(wanted).containsExactly(50, 51);
    }

    @Test
    void tellsTheTableOfEveryChangeOfSize() {
        int[] size = {0};
        lines.addListener((ListChangeListener<Line>) change -> {
            while (change.next()) {
                size[0] += change.getAddedSize() - change.getRemovedSize();
            }
        });

        for (int[] step : new int[][]{{0, 100}, {7, 107}, {-3, 104}, {5, 50}, {-60, 200}, {10, 3}, {0, 0}, {4, 4}}) {
            lines.change(step[0], step[1], new Places(0, 10));

            assertThat(size[0]).isEqualTo(step[1]).isEqualTo(lines.size());
        }
    }

    @Test
    void holdsNoMoreThanWhatIsNear() {
        lines.change(0, 1_000_000, new Places(0, 0));
        IntStream.range(0, 4_000).forEach(lines::get);
        wanted.clear();

        lines.fill(3_900, rows(1_000_000 - 3_900, 100));
        lines.get(0);
        lines.get(3_950);

        assertThat(wanted).containsExactly(0);
    }

    private long number(int place) {
        return lines.get(place).row().orElseThrow().number();
    }

    private static List<MessageRow> rows(long newest, int count) {
        return LongStream.range(0, count).mapToObj(i -> row(newest - i)).toList();
    }

    private static MessageRow row(long number) {
        return new MessageRow(number, MessageId.next(new Random(number)), 1, "message " + number, 2, Instant.EPOCH,
                MessageState.WAITING, 0, Optional.empty(), Optional.empty());
    }
}
