package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.DueMessage;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.delivery.Selection;

/** Messages that are cancelled in the order of the lines on screen: the newest first, or by whatever they are put in order. */
class CancelledSelectionTest {
    /** More than are marked in the same step. */
    private static final int MANY = 1_500;

    @TempDir private Path folder;
    private MuchSent much;
    private List<Long> numbers;

    @BeforeEach
    void handMuchIn() {
        much = new MuchSent(folder.resolve("home"));
        numbers = much.home.log.page(MessageQuery.all(), 0L, MuchSent.MANY).stream().map(MessageRow::number).sorted().toList();
    }

    @AfterEach
    void close() {
        much.close();
    }

    @Test
    void newestFirst() {
        assertCancelled(everySecond(MANY).reversed());
    }

    @Test
    void inAnyOrder() {
        var shuffled = new ArrayList<>(everySecond(MANY));
        Collections.shuffle(shuffled, new Random(20261130));
        assertCancelled(shuffled);
    }

    @Test
    void aFewAreMarkedInOneStep() {
        var few = List.of(numbers.get(5), numbers.get(3), numbers.get(2));
        much.home.record(few.getLast(), 1, QueueHome.delivered(), new Next.Delivered());
        much.cancelling().begin(numbers.subList(1_000, 3_000));

        much.cancelling().begin(few);

        assertThat(much.home.log.find(few.get(0)).orElseThrow().state()).isEqualTo(MessageState.CANCELLED);
        assertThat(much.home.log.find(few.get(1)).orElseThrow().state()).isEqualTo(MessageState.CANCELLED);
        assertThat(much.home.log.find(few.get(2)).orElseThrow().state()).as("meanwhile").isEqualTo(MessageState.DELIVERED);
        assertThat(much.count().of(MessageState.CANCELLED)).as("the others have their time").isEqualTo(2);
    }

    @Test
    void whatWasDeliveredStaysSo() {
        much.cancelling().begin(numbers);
        much.home.record(numbers.get(7), 1, QueueHome.delivered(), new Next.Delivered());
        much.home.record(numbers.get(7), 1, QueueHome.failed(), new Next.Failed());

        much.cancelling().finish();

        assertThat(much.home.log.find(numbers.get(7)).orElseThrow().state()).isEqualTo(MessageState.DELIVERED);
    }

    private void assertCancelled(List<Long> chosen) {
        assertThat(much.home.actions.beginCancelling(new Selection.These(chosen)).numbers())
                .containsExactlyInAnyOrderElementsOf(chosen);
        assertThat(much.home.due()).extracting(DueMessage::number).isNotEmpty()
                .doesNotContainAnyElementsOf(chosen);
        assertThat(much.home.actions.finishCancelling(new Selection.These(chosen))).isEqualTo(chosen.size());
    }

    private List<Long> everySecond(int count) {
        return IntStream.range(0, count).mapToObj(i -> numbers.get(2 * i)).toList();
    }
}
