package waybill.ui.deliveries;

import java.util.List;
import java.util.Optional;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import waybill.delivery.Attempt;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Selection;
import waybill.ui.Context;
import waybill.ui.Keys;
import waybill.ui.destination.RequestText;

/** One message: what became of it so far, every attempt, its body, and what can be done with it. */
final class MessageDetail {
    private final Context context;
    private final DeliveriesServices services;
    private final MessageActions actions;
    private final RowText words;
    private Optional<MessageRow> shown = Optional.empty();
    private int shownAttempts;

    @FXML private Label messageName;
    @FXML private Label messageState;
    @FXML private TextField messageId;
    @FXML private Label messageFacts;
    @FXML private Label messageNext;
    @FXML private Button tryNowButton;
    @FXML private Button cancelMessageButton;
    @FXML private Button showBodyButton;
    @FXML private VBox attempts;
    @FXML private VBox bodyBox;
    @FXML private TextArea messageBody;

    MessageDetail(Context context, DeliveriesServices services, MessageActions actions, RowText words) {
        this.context = context;
        this.services = services;
        this.actions = actions;
        this.words = words;
    }

    @FXML
    private void initialize() {
        cancelMessageButton.setText(context.text("message.cancel", 1));
        Keys.leaveWithTab(messageBody);
    }

    /** Shows {@code row}, from its beginning if it is another message. */
    void show(MessageRow row) {
        if (shown.filter(known -> known.number() == row.number()).isEmpty()) {
            shownAttempts = 0;
            attempts.getChildren().clear();
            messageBody.clear();
            Shown.when(bodyBox, false);
            showBodyButton.setDisable(false);
        }
        boolean isNew = !shown.equals(Optional.of(row));
        shown = Optional.of(row);
        showHead(row);
        if (isNew && row.attempts() > shownAttempts) {
            read(row);
        }
    }

    /** Looks whether anything has changed. */
    void refresh() {
        shown.ifPresent(known -> context.background().quietly(() -> services.ports().log().find(known.number()), found -> {
            if (shown.filter(now -> now.number() == known.number()).isPresent()) {
                found.ifPresentOrElse(this::show, actions::gone);
            }
        }, actions::failed));
    }

    /** Where the keyboard goes on that opened it. */
    void takeFocus() {
        messageId.requestFocus();
    }

    /** Shows nothing, and holds nothing of what it showed. */
    void clear() {
        shown = Optional.empty();
        shownAttempts = 0;
        attempts.getChildren().clear();
        messageBody.clear();
        messageId.clear();
        for (Label label : List.of(messageName, messageState, messageFacts, messageNext)) {
            label.setText("");
        }
    }

    private void showHead(MessageRow row) {
        messageName.setText(row.name());
        messageState.setText(words.state(row.state()));
        StateLook.of(row.state()).applyTo(messageState);
        messageId.setText(row.id().text());
        messageFacts.setText(context.text("message.facts", words.time(row.created()), words.size(row.size()), row.attempts()));
        boolean waits = !row.state().isFinal();
        Shown.when(tryNowButton, waits);
        Shown.when(cancelMessageButton, waits);
        messageNext.setText(row.due().filter(_ -> waits).map(due -> context.text("message.next." + reason(row), words.time(due)))
                .orElse(""));
        Shown.when(messageNext, waits && row.due().isPresent());
    }

    /** What the next attempt waits for. */
    private String reason(MessageRow row) {
        if (row.state() == MessageState.HELD) {
            return "held";
        }
        return switch (services.ports().sending().status().activity()) {
            case PAUSED -> "paused";
            case NO_DESTINATION -> "noDestination";
            case ON_HOLD -> "held";
            case STOPPED, IDLE, SENDING, STORAGE_FAULT -> row.due().filter(services.clock().instant()::isBefore).isPresent()
                    ? "due"
                    : "turn";
        };
    }

    private void read(MessageRow row) {
        context.background().quietly(() -> services.ports().log().attempts(row.number()), found -> {
            if (shown.filter(now -> now.number() == row.number()).isPresent()) {
                add(found, row.size());
            }
        }, actions::failed);
    }

    /** Those that are there already stay as they are, opened or not; the latest stands first and is open. */
    private void add(List<Attempt> found, int size) {
        var news = found.subList(Math.min(shownAttempts, found.size()), found.size());
        for (Attempt attempt : news) {
            attempts.getChildren().addFirst(new AttemptView(context, actions, words, attempt, size));
        }
        if (!news.isEmpty()) {
            attempts.getChildren().forEach(view -> ((AttemptView) view).setExpanded(view == attempts.getChildren().getFirst()));
        }
        shownAttempts = found.size();
    }

    @FXML
    private void close() {
        actions.close();
    }

    @FXML
    private void tryNow() {
        shown.ifPresent(row -> actions.tryNow(these(row)));
    }

    @FXML
    private void cancel() {
        shown.ifPresent(row -> actions.cancel(these(row)));
    }

    private static Selection.These these(MessageRow row) {
        return new Selection.These(List.of(row.number()));
    }

    @FXML
    private void copyCurl() {
        shown.ifPresent(actions::copyCurl);
    }

    @FXML
    private void showBody() {
        shown.ifPresent(row -> context.background().quietly(() -> services.ports().log().body(row.number()), body -> {
            if (shown.filter(now -> now.number() == row.number()).isPresent()) {
                messageBody.setText(body.map(new RequestText(context.messages())::ofBody)
                        .orElseGet(() -> context.text("message.removed")));
                Shown.when(bodyBox, true);
                showBodyButton.setDisable(true);
                messageBody.requestFocus();
            }
        }, actions::failed));
    }
}
