package waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.Cancellation;

/** The look at large files that are to be gone on with, before anything of them is handed in. */
class ContentCheckTest {
    private static final long BLOCK = 1024 * 1024;

    @TempDir private Path folder;
    private final Cancellation cancellation = new Cancellation();
    private final List<Long> read = new ArrayList<>();
    private final List<Long> totals = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private long cancelledAfter = Long.MAX_VALUE;
    private final ContentCheck check = new ContentCheck(new IntakeSwitch(cancellation), this::told,
            () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(1)));
    private Path first;
    private Path second;

    @BeforeEach
    void write() throws IOException {
        first = Files.write(folder.resolve("first.jsonl"), new byte[(int) (2 * BLOCK)]);
        second = Files.write(folder.resolve("second.jsonl"), new byte[(int) BLOCK + 1]);
    }

    private void told(long bytes, long total) {
        read.add(bytes);
        totals.add(total);
        if (bytes >= cancelledAfter) {
            cancellation.cancel();
        }
    }

    @Test
    void saysHowFarItIsInAllOfThem() {
        assertThat(check.areUnchanged(Map.of(first, content(first), second, content(second)))).isTrue();

        assertThat(read).hasSize(4).isSorted().endsWith(3 * BLOCK + 1);
        assertThat(totals).containsOnly(3 * BLOCK + 1);
    }

    @Test
    void endsWithinABlockOfBeingCancelled() {
        cancelledAfter = BLOCK;

        assertThat(check.areUnchanged(Map.of(first, content(first)))).isFalse();

        assertThat(read).hasSize(1);
    }

    @Test
    void readsEachFileOnce() throws IOException {
        var content = content(first);
        check.areUnchanged(Map.of(first, content));
        read.clear();

        assertThat(check.digest(first)).hasValueSatisfying(digest -> assertThat(digest).isEqualTo(content.digest()));

        assertThat(read).isEmpty();
    }

    @Test
    void readsOneThatNobodyLookedAt() throws IOException {
        assertThat(check.digest(second)).hasValueSatisfying(
                digest -> assertThat(digest).isEqualTo(content(second).digest()));
        assertThat(totals).containsOnly(BLOCK + 1);
        cancellation.cancel();
        assertThat(check.digest(first)).isEmpty();
    }

    @Test
    void tellsAChangeByWhatTheFileHoldsAndNotByItsTime() throws IOException {
        var before = content(first);
        byte[] changed = new byte[(int) (2 * BLOCK)];
        changed[changed.length - 1] = 1;
        Files.write(first, changed);
        Files.setLastModifiedTime(first, before.stamp().modified());

        assertThatThrownBy(() -> check.areUnchanged(Map.of(first, before))).isInstanceOf(FileChangedException.class);
    }

    private static Looked.Content content(Path file) {
        try {
            return new Looked.Content(SourceReader.sha256().digest(Files.readAllBytes(file)),
                    Looked.Stamp.of(file).orElseThrow());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
