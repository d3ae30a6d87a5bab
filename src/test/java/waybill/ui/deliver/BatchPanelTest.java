package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.ui.BackgroundRun;
import waybill.ui.Notices;

/** What is said of a batch while something takes its time. */
class BatchPanelTest {
    private final SlowBatch slow = new SlowBatch();
    private final BackgroundRun window = slow.window;
    private Parent view;

    @BeforeEach
    void load() {
        var context = window.context();
        var links = new DeliverLinks(() -> {}, () -> {}, _ -> {}, new Notices(() -> {
            throw new UnsupportedOperationException();
        }));
        var shown = new DeliverPage.Shown(slow.batch, new BatchWords(context.messages(), slow.services.clock()),
                new SimpleBooleanProperty());
        view = window.call(() -> context.views().load(new BatchPanel(context, slow.services, links, shown, () -> {})));
    }

    @AfterEach
    void close() {
        slow.close();
    }

    @Test
    void saysHowFarTheLookAtHalfReadFilesIs() {
        slow.intake.told = new IntakeProgress(1_500_000, 3_000_000, 0, 0);

        window.run(() -> slow.batch.start(SlowBatch.THOUSAND, Intake.Decision.of(Intake.NotJson.LEAVE_OUT)));

        await().untilAsserted(
                () -> assertThat(text("batchText")).isEqualTo("Checking that the files are still the same: 1.5 MB of 3 MB"));
    }

    @Test
    void theButtonSaysThatItIsBeingCancelled() {
        slow.startsAndReadsHalf();
        assertThat(text("batchCancelButton")).isEqualTo("Cancel");
        var mayGoOn = new CountDownLatch(1);
        slow.ports.beforeWrite = () -> SlowBatch.awaitIt(mayGoOn);

        window.run(slow.batch::stop);

        assertThat(text("batchCancelButton")).isEqualTo("Cancelling…");
        assertThat(text("batchPace")).isEqualTo("What is being sent still ends");
        mayGoOn.countDown();
    }

    private String text(String id) {
        return window.call(() -> ((Labeled) view.lookup("#" + id)).getText());
    }
}
