package waybill.ui.deliver;

import java.time.Duration;
import java.util.stream.Stream;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.destination.StorageException;
import waybill.intake.IntakeProgress;
import waybill.ui.Context;
import waybill.ui.Questions.Question;
import waybill.ui.deliver.BatchRun.Reading;
import waybill.ui.deliver.BatchRun.Wish;
import waybill.ui.destination.StorageText;
import waybill.ui.sending.Quantities;

/** How far the batch is, with what can be done about it, and its summary; takes no room while there is none. */
final class BatchPanel {
    private final Context context;
    private final DeliverServices services;
    private final DeliverLinks links;
    private final Batch batch;
    private final BatchWords words;
    private final Runnable left;
    private final Quantities quantities;

    @FXML private VBox root;
    @FXML private Label batchText;
    @FXML private ProgressBar batchProgress;
    @FXML private Label batchPace;
    @FXML private Label batchUnread;
    @FXML private Label batchNotCancelled;
    @FXML private Button batchPauseButton;
    @FXML private Button batchCancelButton;
    @FXML private Button batchShowButton;
    @FXML private Button batchCloseButton;

    /** @param left run when it goes while it has the focus */
    BatchPanel(Context context, DeliverServices services, DeliverLinks links, DeliverPage.Shown shown, Runnable left) {
        this.context = context;
        this.services = services;
        this.links = links;
        batch = shown.batch();
        words = shown.words();
        this.left = left;
        quantities = new Quantities(context.messages());
    }

    @FXML
    private void initialize() {
        batch.stateProperty().addListener((_, _, _) -> refresh());
        batch.notCancelledProperty().addListener((_, _, _) -> refresh());
        services.sending().statusProperty().addListener((_, before, now) -> {
            if (before.activity() != now.activity()) {
                refresh();
            }
        });
        refresh();
    }

    private void refresh() {
        boolean visible = true;
        batchUnread.setText("");
        switch (batch.state()) {
            case BatchState.None _,BatchState.Ready _ -> visible = false;
            case BatchState.Looking(var progress) -> showLook(progress);
            case BatchState.Running(var run) -> showRun(run);
            case BatchState.Ended(var run) -> showEnd(run);
        }
        appear(root, visible);
        appear(batchPace, !batchPace.getText().isEmpty());
        appear(batchUnread, !batchUnread.getText().isEmpty());
        batchNotCancelled.setText(notCancelled());
        appear(batchNotCancelled, !batchNotCancelled.getText().isEmpty());
        keepFocus(visible);
    }

    /** The button that has the focus may have gone: the focus would land wherever the page goes on. */
    private void keepFocus(boolean visible) {
        Node focused = root.getScene() == null ? null : root.getScene().getFocusOwner();
        var offered = buttons().filter(button -> visible && button.isVisible()).toList();
        if (buttons().anyMatch(button -> button == focused) && !offered.contains(focused)) {
            offered.stream().findFirst().ifPresentOrElse(Button::requestFocus, left);
        }
    }

    private Stream<Button> buttons() {
        return Stream.of(batchPauseButton, batchCancelButton, batchShowButton, batchCloseButton);
    }

    private void showLook(IntakeProgress progress) {
        batchText.setText(context.text("batch.lookingAt", progress.messages(), quantities.size(progress.bytesRead()),
                quantities.size(progress.bytesTotal())));
        batchProgress.setProgress(part(progress.bytesRead(), progress.bytesTotal()));
        batchPace.setText("");
        batchCancelButton.setText(context.text("batch.cancel"));
        offer(batchCancelButton);
    }

    private void showRun(BatchRun run) {
        batchCancelButton.setText(context.text(run.isStopped() ? "batch.stopping" : "batch.cancel"));
        if (run.reading() instanceof Reading.UnderWay(var progress) && progress.isCheck()) {
            batchText.setText(context.text("batch.checking", quantities.size(progress.bytesRead()),
                    quantities.size(progress.bytesTotal())));
            batchProgress.setProgress(part(progress.bytesRead(), progress.bytesTotal()));
        } else {
            batchText.setText(context.text(phase(run), run.done(), run.expected(), run.counts().of(MessageState.FAILED),
                    run.reading().messages()));
            batchProgress.setProgress(part(run.done(), run.expected()));
        }
        batchPace.setText(pace(run));
        batchUnread.setText(words.unread(run));
        batchPauseButton.setText(context.text(isPaused(run) ? "batch.resume" : "batch.pause"));
        offer(batchPauseButton, batchCancelButton);
    }

    private static String phase(BatchRun run) {
        return switch (run.reading()) {
            case Reading.UnderWay _ -> "batch.readingAndSending";
            case Reading.Done _,Reading.Failed _ -> "batch.sending";
            case Reading.Earlier _ -> "batch.goingOn";
        };
    }

    /** Whether here or by whatever else pauses all sending. */
    private boolean isPaused(BatchRun run) {
        return run.wish() == Wish.PAUSE || services.sending().isPaused();
    }

    private String pace(BatchRun run) {
        if (run.isStopped()) {
            return context.text("batch.stopping.pace");
        }
        if (isPaused(run)) {
            return context.text("batch.paused");
        }
        return switch (services.sending().status().activity()) {
            case ON_HOLD -> context.text("batch.onHold");
            case NO_DESTINATION -> context.text("batch.noDestination");
            case STOPPED, IDLE, SENDING, PAUSED, STORAGE_FAULT -> batch.pace().perSecond()
                    .map(rate -> context.text("batch.pace", quantities.number(rate),
                            quantities.duration(batch.pace().timeFor(run.expected() - run.done()).orElse(Duration.ZERO))))
                    .orElseGet(() -> context.text("batch.noPace"));
        };
    }

    private String notCancelled() {
        return batch.state() instanceof BatchState.Running
                ? batch.notCancelledProperty().get().map(this::notCancelled).orElse("")
                : "";
    }

    private String notCancelled(StorageException why) {
        // It is open again by the time that this is read.
        return why.fault() == StorageException.Fault.LOCKED
                ? context.text("batch.notCancelled.locked")
                : context.text("batch.notCancelled", new StorageText(context.messages()).reason(why));
    }

    private void showEnd(BatchRun run) {
        batchText.setText(words.summary(run));
        batchUnread.setText(words.unread(run));
        batchProgress.setProgress(1);
        batchPace.setText("");
        offer(batchShowButton, batchCloseButton);
    }

    @FXML
    private void pauseOrResume() {
        if (batch.state() instanceof BatchState.Running(var run) && isPaused(run)) {
            batch.resume();
        } else {
            batch.pause();
        }
    }

    @FXML
    private void cancel() {
        if (batch.state() instanceof BatchState.Running(var run)) {
            // Not disabled while it is being cancelled, which would move the focus on: its text says what it is at.
            if (!run.isStopped()) {
                ask(run);
            }
        } else {
            batch.close();
        }
    }

    private void ask(BatchRun run) {
        context.questions().ask(root.getScene().getWindow(), new Question("batch.cancel.title", "batch.cancel.text",
                "batch.cancel.confirm", Math.max(0, run.expected() - run.done())), batch::stop);
    }

    @FXML
    private void showMessages() {
        if (batch.state() instanceof BatchState.Ended(var run)) {
            links.deliveries().accept(MessageQuery.all().withBatch(run.reading().batch()));
        }
    }

    @FXML
    private void close() {
        batch.close();
    }

    private void offer(Button... buttons) {
        var offered = java.util.Set.of(buttons);
        buttons().forEach(button -> appear(button, offered.contains(button)));
    }

    private static double part(long done, long all) {
        return all <= 0 ? ProgressBar.INDETERMINATE_PROGRESS : Math.clamp((double) done / all, 0, 1);
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
