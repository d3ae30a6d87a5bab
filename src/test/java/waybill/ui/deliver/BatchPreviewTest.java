package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;

import javafx.scene.Parent;
import javafx.scene.control.ListView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import waybill.intake.Looked;
import waybill.intake.Preview;
import waybill.intake.Refused;
import waybill.intake.Refused.Reason;

/** What is said of files before anything of them is sent. */
class BatchPreviewTest {
    private final SlowBatch slow = new SlowBatch();
    private final Parent view = slow.window.call(
            () -> slow.window.context().views().load(new BatchPreview(slow.window.context(), slow.services, slow.batch)));

    @AfterEach
    void close() {
        slow.close();
    }

    @Test
    void saysWhatToDoAboutWhatCannotBeSent() {
        slow.intake.found = preview(new Refused("gone.json", new Reason.Unreadable("NoSuchFileException")),
                new Refused("secret.json", new Reason.Unreadable("AccessDeniedException")),
                new Refused("broken.json", new Reason.Unreadable("FileSystemException")),
                new Refused("large.json", new Reason.TooLarge(30_000_000)));

        slow.window.run(() -> slow.batch.choose(List.of(Path.of("some.jsonl"))));

        await().untilAsserted(() -> assertThat(refused()).containsExactly(
                "gone.json: is not there any more: choose it where it is now",
                "secret.json: may not be read: check its permissions",
                "broken.json: cannot be read (FileSystemException): check that its disk is there, then choose it again",
                "large.json: 30,000,000 bytes, and a message may have at most 20,971,520: split it"));
    }

    private List<String> refused() {
        return slow.window
                .call(() -> ((ListView<?>) view.lookup("#batchRefused")).getItems().stream().map(String::valueOf).toList());
    }

    private static Preview preview(Refused... refused) {
        return new Preview(1, 1, 1, 0, refused.length, List.of(refused), 0, new Preview.Again(0, 0, 0, 0, List.of()),
                new Preview.Begun(0, 0, 0, List.of()), 0, Looked.NOTHING);
    }
}
