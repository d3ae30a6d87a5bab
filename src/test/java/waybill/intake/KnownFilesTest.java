package waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.Cancellation;
import waybill.delivery.FileMemory;
import waybill.destination.StorageException;
import waybill.intake.Intake.Decision;
import waybill.intake.Intake.Half;
import waybill.intake.Intake.NotJson;
import waybill.intake.Intake.SameAgain;
import waybill.intake.Preview.Repeated;

/** Files that were handed in before, in whole or in part. */
class KnownFilesTest {
    @TempDir private Path folder;
    private final Kept kept = new Kept();
    private final SettableClock clock = new SettableClock();
    private final QueueIntake intake = new QueueIntake(kept, kept, clock, new SecureRandom(), () -> {});
    /** By the latest preview. */
    private Looked looked = Looked.NOTHING;

    @Test
    void noticesTheSameContentTwiceInOneChoice() throws IOException {
        Path first = write("first.json", "{\"a\":1}");
        Path second = write("second.jsonl", "{\"a\":1}");
        Path other = write("other.json", "{\"a\":2}");
        var preview = preview(first, second, other);
        assertThat(preview.again().shown()).containsExactly(new Repeated.Twin("second.jsonl", "first.json"));
    }

    @Test
    void remembersFilesWithTheirMessagesAndNotEachByItself() throws IOException {
        for (int i = 0; i < 700; i++) {
            write("policy" + i + ".json", "{\"a\":" + i + "}");
        }
        handIn(Half.FROM_THE_START, folder);
        assertThat(kept.seen).hasSize(700);
        assertThat(kept.groups).isEqualTo(2);
    }

    @Test
    void remembersFilesOfWhichNothingCanBeHandedIn() throws IOException {
        Path file = write("none.jsonl", "no\nno\n");
        handIn(Half.FROM_THE_START, file);
        assertThat(preview(file).again().files()).isEqualTo(1);
        assertThat(kept.messages).isEmpty();
    }

    @Test
    void saysHowFarAFileWasReadThatWasNotReadToItsEnd() throws IOException {
        Path file = halfHandedIn();
        var earlier = new FileMemory.Sighting("many.jsonl", clock.instant(), OptionalLong.of(1_001));
        var preview = preview(file);
        assertThat(preview.begun()).isEqualTo(
                new Preview.Begun(1, 1_001, 0, List.of(new Repeated.Half("many.jsonl", earlier, 1_001))));
        assertThat(preview.again().files()).isZero();
        assertThat(preview.messages(decision(SameAgain.LEAVE_OUT, Half.GO_ON))).isEqualTo(1_200 - 1_001);
        assertThat(preview.messages(decision(SameAgain.LEAVE_OUT, Half.FROM_THE_START))).isEqualTo(1_200);
    }

    @Test
    void goesOnBehindWhatIsHandedIn() throws IOException {
        Path file = halfHandedIn();
        preview(file);
        handIn(Half.GO_ON, file);
        assertThat(kept.names()).hasSize(1_200).doesNotHaveDuplicates().endsWith("many.jsonl:1201");
        assertThat(preview(file).begun().files()).isZero();
    }

    @Test
    void leavesOutASecondFileWithTheContentOfOneThatItGoesOnIn() throws IOException {
        Path file = halfHandedIn();
        Path twin = Files.copy(file, folder.resolve("twin.jsonl"));
        assertThat(preview(file, twin).again().shown()).containsExactly(new Repeated.Twin("twin.jsonl", "many.jsonl"));
        handIn(decision(SameAgain.LEAVE_OUT, Half.GO_ON), file, twin);
        assertThat(kept.names()).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void orSendsAllOfTheSecondOne() throws IOException {
        Path file = halfHandedIn();
        Path twin = Files.copy(file, folder.resolve("twin.jsonl"));
        preview(file, twin);
        handIn(decision(SameAgain.SEND_AGAIN, Half.GO_ON), file, twin);
        assertThat(kept.names()).hasSize(2_400).doesNotHaveDuplicates();
    }

    @Test
    void orStartsAnew() throws IOException {
        Path file = halfHandedIn();
        preview(file);
        handIn(Half.FROM_THE_START, file);
        assertThat(kept.names()).hasSize(2_200);
    }

    @Test
    void handsInNothingWhereTheFileToGoOnInWasChangedSinceThePreview() throws IOException {
        Path file = halfHandedIn();
        Path other = write("another.json", "{}");
        preview(other, file);
        rewrite(file);

        assertThatThrownBy(() -> handIn(Half.GO_ON, other, file)).isInstanceOfSatisfying(FileChangedException.class,
                changed -> assertThat(changed.file()).isEqualTo("many.jsonl"));

        assertThat(kept.names()).hasSize(1_000);
        var again = preview(other, file);
        assertThat(again.begun().files() + again.again().files()).isZero();
    }

    @Test
    void doesNotTakeAFileForHandedInThatWasChangedWhileItWasRead() throws IOException {
        Path file = halfHandedIn();
        Path before = write("before.jsonl", "{}\n".repeat(600));
        preview(before, file);
        kept.afterEach = () -> rewrite(file);
        handIn(Half.GO_ON, before, file);

        assertThat(preview(file).again().files()).isZero();
    }

    @Test
    void doesNotTakeLinesForHandedInOfAFileThatWasChangedBefore() throws IOException {
        Path file = write("many.jsonl", "{}\n".repeat(1_200));
        preview(file);
        rewrite(file);
        kept.isFullAfter = 1_000;
        assertThatThrownBy(() -> handIn(Half.FROM_THE_START, file)).isInstanceOf(StorageException.class);

        write("many.jsonl", "{}\n".repeat(1_200));
        assertThat(preview(file).begun().files()).as("what was handed in is not in this one").isZero();
    }

    @Test
    void keepsToWhatItsOwnPreviewFound() throws IOException {
        Path file = halfHandedIn();
        preview(file);
        var mine = decision(SameAgain.SEND_AGAIN, Half.GO_ON);
        preview(write("another.json", "{}"));

        handIn(mine, file);

        assertThat(kept.names()).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void saysHowMuchOfWhatIsKnownWasCancelledOnceForEachBatch() throws IOException {
        Path half = halfHandedIn();
        Path first = write("first.json", "{\"a\":1}");
        Path second = write("second.json", "{\"a\":2}");
        handIn(Half.FROM_THE_START, first, second);
        kept.cancelled = 400;

        var preview = preview(half, first, second, write("new.json", "{\"a\":3}"));

        assertThat(preview.begun().cancelled()).isEqualTo(400);
        assertThat(preview.again().cancelled()).isEqualTo(400);
        assertThat(preview.cancelled()).as("of one batch").isEqualTo(400);
        assertThat(preview(write("new.json", "{\"a\":3}")).again().cancelled()).isZero();
    }

    /** The first line is blank, so that lines and messages differ. */
    private Path halfHandedIn() throws IOException {
        Path file = write("many.jsonl", "\n" + "{}\n".repeat(1_200));
        preview(file);
        kept.isFullAfter = 1_000;
        assertThatThrownBy(() -> handIn(Half.FROM_THE_START, file)).isInstanceOf(StorageException.class);
        kept.isFullAfter = Integer.MAX_VALUE;
        return file;
    }

    private static void rewrite(Path file) {
        try {
            Files.writeString(file, "{\"new\":1}\n".repeat(1_200));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Preview preview(Path... files) {
        var preview = intake.preview(sources(files), new IntakeSwitch(new Cancellation()), _ -> {});
        looked = preview.looked();
        return preview;
    }

    private void handIn(Half half, Path... files) {
        handIn(decision(SameAgain.SEND_AGAIN, half), files);
    }

    private Decision decision(SameAgain sameAgain, Half half) {
        return new Decision(NotJson.LEAVE_OUT, sameAgain, half, looked);
    }

    private void handIn(Decision decision, Path... files) {
        intake.handIn(sources(files), decision, new IntakeSwitch(new Cancellation()), _ -> {});
    }

    private static List<Source> sources(Path... files) {
        return List.of(files).stream().map(Source::of).toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
