package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.receiver.PracticeAnswer.Kind;
import waybill.store.SmallDisk;

/** What the Deliver page says while the disk is full. */
class DiskDeliverTest {
    @TempDir private Path parent;
    private SmallDisk disk;
    private Person person;
    private Practised practised;

    @BeforeEach
    void registerThePracticeReceiver() throws IOException, InterruptedException {
        disk = SmallDisk.mount(parent.resolve("disk"));
        person = new Person(disk.folder().resolve("home"));
        practised = Practised.opensAndRegisters(person);
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        disk.makeMoreRoom();
        person.quits();
        disk.unmount();
    }

    @Test
    void saysHowManyOfABatchAreHandedIn() throws Exception {
        person.clicks("pauseButton").awaits("pausedBanner");
        person.pastesFiles(lines(3_000, 1_500)).awaits("batchPreview").clicks("batchSendButton").awaits("batchPanel");
        person.awaits("the end of reading", () -> person.reads("batchText").endsWith("0 of them failed"));

        disk.makeMoreRoom();
        person.clicks("batchCancelButton").clicks("confirmButton").awaits("batchCloseButton");

        assertThat(person.reads("batchText")).matches("([\\d,]+) messages in .*: 0 delivered, 0 failed, \\1 cancelled\\. "
                + "Of 3,000, \\1 are handed in; the rest is not: The disk is full\\. Free some space\\.");
        person.photographs("batch-partly");
    }

    @Test
    void saysWhyNothingIsSentUntilThereIsRoom() throws Exception {
        practised.answers(Kind.OK_200, 1);
        person.clicks("pauseButton").awaits("pausedBanner");
        person.pastesFiles(lines(600, 10)).awaits("batchPreview").clicks("batchSendButton").awaits("batchPanel");
        person.awaits("the end of reading", () -> person.reads("batchText").endsWith("0 of them failed"));
        person.clicks("pauseButton").awaitsNo("pausedBanner");

        disk.fill();

        person.awaitsText("faultText", "Nothing is sent while outcomes cannot be stored. The disk is full. Free some space.");
        person.photographs("fault-banner").clicks("batchCancelButton").clicks("confirmButton");
        person.awaitsText("batchNotCancelled",
                "It is not certain that it was cancelled. The disk is full. Free some space. Then cancel it again");
        person.photographs("batch-not-cancelled");
        person.clicks("faultRetryButton");
        disk.makeRoom();
        person.awaitsNo("faultBanner");
        person.clicks("batchCancelButton").clicks("confirmButton").awaits("batchCloseButton");
    }

    private Path lines(int count, int size) throws IOException {
        // The database compresses what repeats.
        var random = new Random();
        return Files.writeString(parent.resolve("lines.jsonl"), IntStream.range(0, count)
                .mapToObj(i -> "{\"n\":" + i + ",\"p\":\"" + padding(random, size) + "\"}\n").collect(Collectors.joining()));
    }

    private static String padding(Random random, int size) {
        return random.ints(size, '0', 'z' + 1).filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
