package waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.Cancellation;
import waybill.destination.StorageException;
import waybill.intake.Intake.Decision;
import waybill.intake.Intake.Half;
import waybill.intake.Intake.NotJson;
import waybill.intake.Intake.SameAgain;

/** The look at a large file that is to be gone on with, before anything of it is handed in. */
class ContentCheckTest {
    private static final int LINES = 60;
    private static final String LINE = "\"" + "x".repeat(1_000_000) + "\"\n";
    private static final long SIZE = (long) LINE.length() * LINES;

    @TempDir private Path folder;
    private final Kept kept = new Kept();
    private final QueueIntake intake = new QueueIntake(kept, kept, new SettableClock(), new SecureRandom(), () -> {});
    private final List<IntakeProgress> told = new ArrayList<>();
    private Path file;
    private Looked looked = Looked.NOTHING;

    @BeforeEach
    void handInAHalf() throws IOException {
        file = Files.writeString(folder.resolve("many.jsonl"), LINE.repeat(LINES));
        looked = preview().looked();
        kept.isFullAfter = LINES / 2;
        assertThatThrownBy(() -> handIn(new IntakeSwitch(new Cancellation()))).isInstanceOf(StorageException.class);
        kept.isFullAfter = Integer.MAX_VALUE;
        looked = preview().looked();
        assertThat(preview().begun().lines()).isBetween(1L, LINES - 1L);
        told.clear();
    }

    @Test
    void saysHowFarItIs() {
        var result = handIn(new IntakeSwitch(new Cancellation()));

        assertThat(result.complete()).isTrue();
        var checks = told.stream().filter(IntakeProgress::isCheck).toList();
        assertThat(checks).isNotEmpty();
        assertThat(checks).extracting(IntakeProgress::bytesTotal).containsOnly(SIZE);
        assertThat(checks.getLast().bytesRead()).as("read once").isLessThanOrEqualTo(SIZE);
        assertThat(checks).isSortedAccordingTo((a, b) -> Long.compare(a.bytesRead(), b.bytesRead()));
        assertThat(told).last().extracting(IntakeProgress::isCheck).isEqualTo(false);
    }

    @Test
    void endsAtOnceWhenItIsCancelled() {
        var cancellation = new Cancellation();
        int before = kept.messages.size();
        cancellation.cancel();

        var result = handIn(new IntakeSwitch(cancellation));

        assertThat(result.complete()).isFalse();
        assertThat(kept.messages).hasSize(before);
        assertThat(told).isEmpty();
    }

    private Preview preview() {
        return intake.preview(List.of(Source.of(file)), new IntakeSwitch(new Cancellation()), _ -> {});
    }

    private Intake.Result handIn(IntakeSwitch control) {
        return intake.handIn(List.of(Source.of(file)), new Decision(NotJson.LEAVE_OUT, SameAgain.LEAVE_OUT, Half.GO_ON, looked),
                control, told::add);
    }
}
