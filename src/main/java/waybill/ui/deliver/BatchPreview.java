package waybill.ui.deliver;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.VBox;

import waybill.delivery.NewMessage;
import waybill.intake.Intake.Half;
import waybill.intake.Intake.NotJson;
import waybill.intake.Preview;
import waybill.intake.Refused;
import waybill.ui.Context;
import waybill.ui.Questions;
import waybill.ui.Questions.Question;
import waybill.ui.sending.Quantities;

/** What the chosen files hold, before anything of them is sent, and what is to be done with what is not JSON. */
final class BatchPreview {
    private final Context context;
    private final DeliverServices services;
    private final Batch batch;
    private final Quantities quantities;

    @FXML private VBox root;
    @FXML private Label batchSummary;
    @FXML private Label batchRepeated;
    @FXML private VBox refusedBox;
    @FXML private Label refusedTitle;
    @FXML private ListView<String> batchRefused;
    @FXML private RadioButton leaveOutChoice;
    @FXML private RadioButton asItIsChoice;
    @FXML private Button batchSendButton;

    BatchPreview(Context context, DeliverServices services, Batch batch) {
        this.context = context;
        this.services = services;
        this.batch = batch;
        quantities = new Quantities(context.messages());
    }

    @FXML
    private void initialize() {
        leaveOutChoice.selectedProperty().addListener((_, _, _) -> refresh());
        batch.stateProperty().addListener((_, _, now) -> {
            if (now instanceof Batch.State.Ready(var preview)) {
                leaveOutChoice.setSelected(true);
                show(preview);
                batchSendButton.requestFocus();
            }
        });
    }

    private void show(Preview preview) {
        batchSummary.setText(preview.messages() == 0
                ? context.text("preview.nothing")
                : context.text("preview.summary", preview.messages(), quantities.size(preview.bytes()),
                        quantities.size(preview.largest())));
        appear(batchRepeated, isAgain(preview));
        batchRepeated.setText(Stream.concat(preview.repeated().stream().map(this::text), preview.twice().stream()
                .map(file -> context.text("preview.twice", file.name(), file.first()))).collect(Collectors.joining("\n")));
        long refused = preview.notJson() + preview.unsendable();
        appear(refusedBox, refused > 0);
        refusedTitle.setText(context.text("preview.refused", preview.notJson(), preview.unsendable()));
        batchRefused.getItems().setAll(preview.refused().stream().map(this::text).toList());
        if (refused > preview.refused().size()) {
            batchRefused.getItems().add(context.text("preview.more", refused - preview.refused().size()));
        }
        for (Node choice : List.of(leaveOutChoice, asItIsChoice)) {
            appear(choice, preview.notJson() > 0);
        }
        leaveOutChoice.setText(context.text("preview.leaveOut", preview.notJson()));
        refresh();
    }

    private void refresh() {
        if (batch.state() instanceof Batch.State.Ready(var preview)) {
            long messages = toSend(preview);
            batchSendButton.setText(context.text("preview.send", messages));
            batchSendButton.setDisable(messages == 0);
        }
    }

    private long toSend(Preview preview) {
        return preview.messages() - (leaveOutChoice.isSelected() ? preview.notJson() : 0);
    }

    @FXML
    private void send() {
        if (batch.state() instanceof Batch.State.Ready(var preview)) {
            if (preview.handedInLines() > 0) {
                context.questions().choose(root.getScene().getWindow(), new Question("preview.half.title", "preview.half.text",
                        "preview.half.confirm", preview.handedInLines()), () -> start(preview, Half.GO_ON),
                        new Questions.Other("preview.half.all", () -> start(preview, Half.FROM_THE_START)));
            } else if (isAgain(preview)) {
                String text = preview.twice().isEmpty() ? "preview.again.text" : "preview.twice.text";
                context.questions().offer(root.getScene().getWindow(), new Question("preview.again.title", text,
                        "preview.again.confirm", preview.repeated().size() + preview.twice().size()),
                        () -> start(preview, Half.FROM_THE_START));
            } else {
                start(preview, Half.FROM_THE_START);
            }
        }
    }

    private static boolean isAgain(Preview preview) {
        return !preview.repeated().isEmpty() || !preview.twice().isEmpty();
    }

    private void start(Preview preview, Half half) {
        batch.start(preview, leaveOutChoice.isSelected() ? NotJson.LEAVE_OUT : NotJson.SEND_AS_IT_IS, half);
    }

    @FXML
    private void back() {
        batch.close();
    }

    private String text(Preview.Repeated repeated) {
        var earlier = repeated.earlier();
        String time = quantities.time(earlier.at(), services.clock().instant());
        if (earlier.lines().isPresent()) {
            return context.text("preview.half", repeated.name(), time, earlier.lines().getAsLong());
        }
        return earlier.name().equals(repeated.name())
                ? context.text("preview.repeated", repeated.name(), time)
                : context.text("preview.repeatedAs", repeated.name(), time, earlier.name());
    }

    private String text(Refused refused) {
        return refused.name() + ": " + switch (refused.reason()) {
            case Refused.Reason.NotJson(var fault) -> new FaultText(context.messages()).of(fault);
            case Refused.Reason.TooLarge(long bytes) -> context.text("preview.tooLarge", quantities.size(bytes),
                    quantities.size(NewMessage.BODY_LIMIT));
            case Refused.Reason.Unreadable(var detail) -> context.text("preview.unreadable", detail);
        };
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
