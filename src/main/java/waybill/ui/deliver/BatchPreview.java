package waybill.ui.deliver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import waybill.delivery.NewMessage;
import waybill.intake.Intake.Decision;
import waybill.intake.Intake.Half;
import waybill.intake.Intake.NotJson;
import waybill.intake.Intake.SameAgain;
import waybill.intake.Preview;
import waybill.intake.Preview.Repeated;
import waybill.intake.Refused;
import waybill.ui.Context;
import waybill.ui.Questions.Other;
import waybill.ui.Questions.Question;
import waybill.ui.sending.Quantities;

/** What the chosen files hold, before anything of them is sent, and what is to be done with what is not JSON. */
final class BatchPreview {
    /** More lines would fill the page. */
    private static final int REPEATED_SHOWN = 4;

    private final Context context;
    private final DeliverServices services;
    private final Batch batch;
    private final Quantities quantities;

    @FXML private VBox root;
    @FXML private Label batchSummary;
    @FXML private VBox againBox;
    @FXML private Label batchRepeated;
    @FXML private Label batchCancelledBefore;
    @FXML private ToggleGroup againChoices;
    @FXML private RadioButton leaveAgainOutChoice;
    @FXML private RadioButton sendAgainChoice;
    @FXML private Label batchPassedOver;
    @FXML private VBox refusedBox;
    @FXML private Label refusedTitle;
    @FXML private ListView<String> batchRefused;
    @FXML private RadioButton leaveOutChoice;
    @FXML private RadioButton asItIsChoice;
    @FXML private Button batchSendButton;
    @FXML private Button batchBackButton;

    BatchPreview(Context context, DeliverServices services, Batch batch) {
        this.context = context;
        this.services = services;
        this.batch = batch;
        quantities = new Quantities(context.messages());
    }

    @FXML
    private void initialize() {
        leaveOutChoice.selectedProperty().addListener((_, _, _) -> refresh());
        againChoices.selectedToggleProperty().addListener((_, _, _) -> refresh());
        // The list keeps the key for itself, though it does nothing there.
        batchRefused.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                back();
            }
        });
        batch.stateProperty().addListener((_, _, now) -> {
            if (now instanceof BatchState.Ready(var preview)) {
                leaveOutChoice.setSelected(true);
                preselect(preview.again());
                show(preview);
            }
        });
    }

    /** Where some of it was never sent, neither way is right without a thought: one loses that, the other sends the rest twice. */
    private void preselect(Preview.Again again) {
        againChoices.selectToggle(again.cancelled() == 0 ? leaveAgainOutChoice : null);
    }

    private boolean isUndecided(Preview preview) {
        return preview.again().files() > 0 && againChoices.getSelectedToggle() == null;
    }

    /** Once it is seen. */
    void takeFocus() {
        if (batch.state() instanceof BatchState.Ready(var preview) && isUndecided(preview)) {
            leaveAgainOutChoice.requestFocus();
            return;
        }
        (batchSendButton.isDisabled() ? batchBackButton : batchSendButton).requestFocus();
    }

    private void show(Preview preview) {
        batchSummary.setText(preview.messages() == 0
                ? context.text("preview.nothing")
                : context.text("preview.summary", preview.messages(), quantities.size(preview.bytes()),
                        quantities.size(preview.largest())));
        showRepeated(preview.begun(), preview.again());
        appear(batchCancelledBefore, preview.cancelled() > 0);
        batchCancelledBefore.setText(context.text("preview.cancelled", preview.cancelled()));
        long refused = preview.notJson() + preview.unsendable();
        appear(refusedBox, refused > 0);
        refusedTitle
                .setText(Stream.of(count("preview.notJson", preview.notJson()), count("preview.unsendable", preview.unsendable()))
                        .flatMap(Optional::stream).collect(Collectors.joining(" ")));
        batchRefused.getItems().setAll(preview.refused().stream().map(this::text).toList());
        if (refused > preview.refused().size()) {
            batchRefused.getItems().add(context.text("preview.more", refused - preview.refused().size()));
        }
        for (Node choice : List.of(leaveOutChoice, asItIsChoice)) {
            appear(choice, preview.notJson() > 0);
        }
        appear(batchPassedOver, preview.passedOver() > 0);
        batchPassedOver.setText(context.text("preview.passedOver", preview.passedOver()));
        asItIsChoice.setText(context.text("preview.asItIs", preview.notJson()));
        leaveOutChoice.setText(context.text("preview.leaveOut", preview.notJson()));
        refresh();
    }

    private Optional<String> count(String key, long count) {
        return count == 0 ? Optional.empty() : Optional.of(context.text(key, count));
    }

    private void showRepeated(Preview.Begun begun, Preview.Again again) {
        long files = begun.files() + again.files();
        appear(againBox, files > 0);
        var lines = Stream.concat(begun.shown().stream(), again.shown().stream()).limit(REPEATED_SHOWN).map(this::text)
                .collect(Collectors.joining("\n"));
        long more = Math.max(0, files - REPEATED_SHOWN);
        batchRepeated.setText(more == 0 ? lines : lines + "\n" + context.text("preview.more", more));
        for (Node choice : List.of(leaveAgainOutChoice, sendAgainChoice)) {
            appear(choice, again.files() > 0);
        }
        leaveAgainOutChoice.setText(context.text("preview.again.leaveOut", again.files(), again.messages()));
        sendAgainChoice.setText(context.text("preview.again.send", again.files()));
    }

    private void refresh() {
        if (batch.state() instanceof BatchState.Ready(var preview)) {
            boolean isUndecided = isUndecided(preview);
            long messages = preview.messages(decision(preview, Half.FROM_THE_START));
            batchSendButton.setText(context.text(isUndecided ? "preview.decide" : "preview.send", messages));
            batchSendButton.setDisable(isUndecided || messages == 0);
        }
    }

    private Decision decision(Preview preview, Half half) {
        return new Decision(leaveOutChoice.isSelected() ? NotJson.LEAVE_OUT : NotJson.SEND_AS_IT_IS,
                leaveAgainOutChoice.isSelected() ? SameAgain.LEAVE_OUT : SameAgain.SEND_AGAIN, half, preview.looked());
    }

    @FXML
    private void send() {
        if (batch.state() instanceof BatchState.Ready(var preview)) {
            if (preview.begun().files() > 0) {
                context.questions().choose(root.getScene().getWindow(), new Question("preview.half.title",
                        preview.begun().cancelled() == 0 ? "preview.half.text" : "preview.half.textCancelled",
                        "preview.half.confirm", preview.begun().lines(), preview.begun().cancelled()),
                        () -> start(preview, Half.GO_ON),
                        new Other("preview.half.all", () -> start(preview, Half.FROM_THE_START)));
            } else {
                start(preview, Half.FROM_THE_START);
            }
        }
    }

    private void start(Preview preview, Half half) {
        batch.start(preview, decision(preview, half));
    }

    @FXML
    private void back() {
        batch.close();
    }

    private String text(Repeated repeated) {
        return switch (repeated) {
            case Repeated.Earlier(var name, var sighting) -> {
                String time = quantities.time(sighting.at(), services.clock().instant());
                yield sighting.name().equals(name)
                        ? context.text("preview.repeated", name, time)
                        : context.text("preview.repeatedAs", name, time, sighting.name());
            }
            case Repeated.Half(var name, var sighting, long lines) -> context.text("preview.half", name,
                    quantities.time(sighting.at(), services.clock().instant()), lines);
            case Repeated.Twin(var name, var first) -> context.text("preview.twin", name, first);
        };
    }

    private String text(Refused refused) {
        return refused.name() + ": " + switch (refused.reason()) {
            case Refused.Reason.NotJson(var fault) -> new FaultText(context.messages()).ofFile(fault);
            case Refused.Reason.TooLarge(long bytes) -> context.text("preview.tooLarge", quantities.number(bytes),
                    quantities.number(NewMessage.BODY_LIMIT));
            case Refused.Reason.Unreadable(var detail) -> switch (detail) {
                case "NoSuchFileException" -> context.text("preview.gone");
                case "AccessDeniedException" -> context.text("preview.denied");
                default -> context.text("preview.unreadable", detail);
            };
        };
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
