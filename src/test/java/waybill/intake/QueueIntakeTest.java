package waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.Cancellation;
import waybill.delivery.FileMemory;
import waybill.delivery.NewMessage;
import waybill.destination.StorageException;
import waybill.intake.Intake.Decision;
import waybill.intake.Intake.Half;
import waybill.intake.Intake.NotJson;
import waybill.intake.Intake.SameAgain;
import waybill.intake.Preview.Repeated;

class QueueIntakeTest {
    @TempDir private Path folder;
    private final Kept kept = new Kept();
    private final SettableClock clock = new SettableClock();
    private final IntakeSwitch control = new IntakeSwitch(new Cancellation());
    private final List<IntakeProgress> told = new CopyOnWriteArrayList<>();
    private final QueueIntake intake = new QueueIntake(kept, kept, clock, new SecureRandom(), () -> {});

    @Test
    void takesAFileByLinesAndLeavesOutWhatIsNotJson() throws IOException {
        Path file = write("many.jsonl", "{\"a\":1}\r\n\n  \n{\"b\":}\n[2]\n{\"c\":3}");
        var result = handIn(NotJson.LEAVE_OUT, Source.of(file));
        assertThat(kept.bodies()).containsExactly("{\"a\":1}", "[2]", "{\"c\":3}");
        assertThat(kept.names()).containsExactly("many.jsonl:1", "many.jsonl:5", "many.jsonl:6");
        assertThat(result.leftOut()).isEqualTo(1);
        assertThat(result.refused().getFirst().name()).isEqualTo("many.jsonl:4");
        assertThat(result.complete()).isTrue();
        assertThat(told.getLast().bytesTotal()).isEqualTo(Files.size(file));
    }

    @Test
    void sendsWhatIsNotJsonAsItIsWhereAPersonSaysSo() throws IOException {
        Path file = folder.resolve("latin.json");
        byte[] bytes = "\uFEFFno json: \u00e9\r\n".getBytes(StandardCharsets.UTF_16LE);
        Files.write(file, bytes);
        handIn(NotJson.SEND_AS_IT_IS, Source.of(file));
        assertThat(kept.messages.getFirst().message().body()).isEqualTo(bytes);
    }

    @Test
    void takesAFolderInTheOrderOfItsPaths() throws IOException {
        write("b.json", "2");
        write("a/z.ndjson", "{}\n[]");
        write("a/c.json", "1");
        write("note.txt", "no");
        write(".hidden.json", "no");
        handIn(NotJson.LEAVE_OUT, Source.of(folder));
        assertThat(kept.names()).containsExactly(Path.of("a", "c.json").toString(), Path.of("a", "z.ndjson") + ":1",
                Path.of("a", "z.ndjson") + ":2", "b.json");
    }

    @Test
    void previewsWithoutHandingIn() throws IOException {
        Path lines = write("many.jsonl", "{}\n\"four\"\nbad\n");
        Path large = folder.resolve("large.json");
        Files.write(large, new byte[NewMessage.BODY_LIMIT + 1]);
        var preview = intake.preview(List.of(Source.of(lines), Source.of(large), Source.of(folder.resolve("gone.json"))), control,
                told::add);
        assertThat(List.of(preview.messages(), preview.bytes(), preview.largest(), preview.notJson(), preview.unsendable()))
                .containsExactly(3L, 11L, 6L, 1L, 2L);
        assertThat(preview.refused()).extracting(Refused::name).containsExactly("many.jsonl:3", "large.json", "gone.json");
        assertThat(kept.messages).isEmpty();
    }

    @Test
    void noticesTheSameFileTwice() throws IOException {
        Path first = write("first.jsonl", "1\nno\n2");
        handIn(NotJson.LEAVE_OUT, Source.of(first));
        Path second = write("second.jsonl", "1\nno\n2");
        var preview = intake.preview(
                List.of(Source.of(second), Source.of(write("a.json", "{}")), Source.of(write("b.json", "{}"))),
                control, told::add);
        assertThat(preview.again()).isEqualTo(new Preview.Again(2, 4, 1, 0,
                List.of(new Repeated.Earlier("second.jsonl",
                        new FileMemory.Sighting("first.jsonl", clock.instant(), OptionalLong.empty())),
                        new Repeated.Twin("b.json", "a.json"))));
        assertThat(preview.messages(new Decision(NotJson.LEAVE_OUT, SameAgain.LEAVE_OUT, Half.FROM_THE_START, Looked.NOTHING)))
                .isEqualTo(1);
        assertThat(
                preview.messages(new Decision(NotJson.SEND_AS_IT_IS, SameAgain.LEAVE_OUT, Half.FROM_THE_START, Looked.NOTHING)))
                .isEqualTo(1);
        assertThat(preview.messages(Decision.of(NotJson.LEAVE_OUT))).isEqualTo(4);
        assertThat(preview.messages(Decision.of(NotJson.SEND_AS_IT_IS))).isEqualTo(5);
    }

    @Test
    void leavesOutFilesThatWereHandedInBefore() throws IOException {
        handIn(NotJson.LEAVE_OUT, Source.of(write("first.jsonl", "1\n2")));
        var sources = List.of(Source.of(write("second.jsonl", "1\n2")), Source.of(write("a.json", "3")),
                Source.of(write("b.json", "3")), Source.of(write("c.jsonl", "4")));
        var result = intake.handIn(sources,
                new Decision(NotJson.LEAVE_OUT, SameAgain.LEAVE_OUT, Half.FROM_THE_START, Looked.NOTHING), control,
                told::add);
        assertThat(kept.bodies()).containsExactly("1", "2", "3", "4");
        assertThat(List.of(result.messages(), result.sameAgain(), result.leftOut())).containsExactly(2L, 2L, 0L);
        assertThat(told.getLast().bytesRead()).isEqualTo(3 + 1 + 1 + 2);
    }

    @Test
    void countsWhatItPassesOverInAFolder() throws IOException {
        write("a.json", "1");
        write("note.txt", "no");
        write(".hidden.json", "no");
        write(".git/a.json", "no");
        assertThat(intake.preview(List.of(Source.of(folder)), control, told::add).passedOver()).isEqualTo(3);
        assertThat(intake.preview(List.of(Source.of(folder)), control, told::add).messages()).isEqualTo(1);
    }

    @Test
    void tellsJsonLinesByWhatIsInAFile() throws IOException {
        Path text = write("export.txt", "{\"a\":1}\r\n\n{\"b\":2}\nno\n");
        assertThat(Source.of(text)).isEqualTo(new Source.Lines(text));
        for (Path one : List.of(write("laid-out.json", "{\n\"a\":\n1}"), write("one.json", "{}\n"), write("no.txt", "1\nno"),
                write("empty.json", "\n"), folder.resolve("gone.json"))) {
            assertThat(Source.of(one)).isEqualTo(new Source.WholeFile(one));
        }
    }

    @Test
    void looksForThemInTheFirstMebibyteAlone() throws IOException {
        Path wide = write("wide.txt", ("\"" + "a".repeat(400_000) + "\"\n").repeat(2));
        Path wider = write("wider.txt", ("\"" + "a".repeat(600_000) + "\"\n").repeat(2));

        assertThat(Source.of(wide)).isEqualTo(new Source.Lines(wide));
        assertThat(Source.of(wider)).isEqualTo(new Source.WholeFile(wider));
    }

    @Test
    void takesAFileOfAFolderByLinesIfThatIsWhatIsInIt() throws IOException {
        write("orders.json", "{}\n[]\n");
        handIn(NotJson.LEAVE_OUT, Source.of(folder));
        assertThat(kept.names()).containsExactly("orders.json:1", "orders.json:2");
    }

    @Test
    void passesOverALineThatIsTooLongWithoutKeepingIt() throws IOException {
        Path file = folder.resolve("long.jsonl");
        Files.writeString(file,
                "1\n" + "7".repeat(NewMessage.BODY_LIMIT + 1) + "\n" + "8".repeat(NewMessage.BODY_LIMIT) + "\r\n2");
        var result = handIn(NotJson.LEAVE_OUT, Source.of(file));
        assertThat(kept.messages).extracting(message -> message.message().body().length).containsExactly(1, NewMessage.BODY_LIMIT,
                1);
        assertThat(result.refused()).containsExactly(
                new Refused("long.jsonl:2", new Refused.Reason.TooLarge(NewMessage.BODY_LIMIT + 1L)));
    }

    @Test
    void handsInGroupsPausesAndEndsWhenCancelled() throws IOException {
        Path file = write("many.jsonl", "{}\n".repeat(5_000));
        kept.afterEach = () -> control.pause();
        var running = CompletableFuture.supplyAsync(() -> handIn(NotJson.LEAVE_OUT, Source.of(file)));
        await().until(() -> kept.messages.size() == 500);
        await().during(Duration.ofMillis(100)).until(() -> kept.messages.size() == 500);
        control.resume();
        await().until(() -> kept.messages.size() == 1_000);
        control.cancellation().cancel();
        var result = running.join();
        assertThat(result.complete()).isFalse();
        assertThat(result.messages()).isEqualTo(1_000).isEqualTo(kept.messages.size());
        assertThat(kept.seen).isEmpty();
    }

    @Test
    void tellsOfNothingThatIsNotOnDisk() throws IOException {
        Path file = write("many.jsonl", "{}\n".repeat(1_200));
        kept.isFullAfter = 1_000;
        assertThatThrownBy(() -> handIn(NotJson.LEAVE_OUT, Source.of(file))).isInstanceOf(StorageException.class);
        assertThat(told.getLast().messages()).isEqualTo(1_000);
        assertThat(kept.seen).isEmpty();
    }

    @Test
    void handsInNothingMoreOnceItWasStopped() throws IOException {
        Path file = write("many.jsonl", "{}\n".repeat(5_000));
        var writing = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        kept.afterEach = () -> {
            writing.countDown();
            awaits(goesOn);
        };
        var running = CompletableFuture.supplyAsync(() -> handIn(NotJson.LEAVE_OUT, Source.of(file)),
                Thread::startVirtualThread);
        awaits(writing);
        var stop = CompletableFuture.runAsync(intake::stop, Thread::startVirtualThread);
        await().during(Duration.ofMillis(100)).until(() -> !stop.isDone());
        goesOn.countDown();
        stop.join();
        assertThat(kept.messages).hasSize(500);
        assertThat(running.join().complete()).isFalse();
        assertThat(kept.messages).hasSize(500);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Intake.Result handIn(NotJson notJson, Source... sources) {
        return intake.handIn(List.of(sources), Decision.of(notJson), control, told::add);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
