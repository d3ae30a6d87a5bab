package waybill.ui.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.NewMessage;
import waybill.destination.StorageException;
import waybill.intake.Intake.NotJson;
import waybill.intake.JsonFault;
import waybill.intake.Refused;
import waybill.intake.Source;
import waybill.ui.Context;
import waybill.ui.deliver.JsonWatch.Finding;
import waybill.ui.destination.StorageText;
import waybill.ui.sending.Quantities;
import waybill.ui.sending.ScheduleText;

/** Sends what is in the editor, says what became of it, and when it would be tried again. */
final class SendPane {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Context context;
    private final DeliverServices services;
    private final DeliverLinks links;
    private final PayloadEditor editor;
    private final MessageText words;
    private final Quantities quantities;
    private Optional<MessageRow> accepted = Optional.empty();
    private boolean following;
    private boolean followAgain;
    private boolean sending;
    private boolean registered;
    /** What was refused last, until another text stands there. */
    private OptionalLong refused = OptionalLong.empty();
    /** How often all was forgotten, so that nothing is told of what was sent before. */
    private int forgotten;

    @FXML private VBox root;
    @FXML private Button sendButton;
    @FXML private CheckBox sendAsItIs;
    @FXML private Label sendResult;
    @FXML private Hyperlink showInDeliveries;
    @FXML private Label retrySchedule;

    SendPane(Context context, DeliverServices services, DeliverLinks links, PayloadEditor editor) {
        this.context = context;
        this.services = services;
        this.links = links;
        this.editor = editor;
        words = new MessageText(context.messages());
        quantities = new Quantities(context.messages());
    }

    @FXML
    private void initialize() {
        new SendKey(sendButton).listenAt(root);
        editor.watch().findingProperty().addListener((_, _, _) -> {
            offerAsItIs();
            dropRefusal();
        });
        services.sending().changesProperty().addListener((_, _, _) -> follow());
        services.sending().statusProperty().addListener((_, _, _) -> showAccepted());
        services.sending().settingsProperty().addListener((_, _, _) -> showSchedule());
        context.background().every(TICK, () -> {
            if (root.getScene() != null) {
                showSchedule();
            }
        });
        offerAsItIs();
        showSchedule();
        say("");
    }

    /** Sends only while there is a destination; the page says so where there is none. */
    void setRegistered(boolean isRegistered) {
        registered = isRegistered;
        refresh();
    }

    /** Tells no more of what was sent. */
    void forget() {
        forgotten++;
        accepted = Optional.empty();
        refused = OptionalLong.empty();
        sendAsItIs.setSelected(false);
        say("");
        colour(false, false);
    }

    @FXML
    private void send() {
        if (sending) {
            return;
        }
        Source.Typed source = editor.source();
        var notJson = sendAsItIs.isVisible() && sendAsItIs.isSelected() ? NotJson.SEND_AS_IT_IS : NotJson.LEAVE_OUT;
        long version = editor.draft().version();
        sending = true;
        refused = OptionalLong.empty();
        refresh();
        int mine = forgotten;
        context.background().run(context.text("job.handIn"), () -> HandedIn.of(services, source, notJson), result -> {
            if (result instanceof HandedIn.Accepted || result instanceof HandedIn.Unseen) {
                editor.draft().sent(version);
            }
            handedIn(result, mine, version);
        }, failure -> {
            ended();
            say(new StorageText(context.messages()).of(failure));
            colour(false, true);
        });
    }

    private void handedIn(HandedIn result, int mine, long version) {
        ended();
        switch (result) {
            case HandedIn.Accepted _ when mine != forgotten -> editor.forget(false);
            case HandedIn.Accepted(var row) -> {
                // For one message only.
                sendAsItIs.setSelected(false);
                accepted = Optional.of(row);
                showAccepted();
                services.sending().logChanged();
            }
            case HandedIn.Unseen _ -> only("send.unseen");
            case HandedIn.NotAccepted(var reason) -> refused(reason, version);
            case HandedIn.Stopped _ -> only("send.stopped");
        }
    }

    private void refused(Refused.Reason reason, long version) {
        accepted = Optional.empty();
        switch (reason) {
            case Refused.Reason.NotJson(var fault) -> {
                String where = new FaultText(context.messages()).of(fault);
                say(fault.kind() == JsonFault.Kind.EMPTY ? where : context.text("send.notJson", where));
                editor.goTo(fault);
            }
            case Refused.Reason.TooLarge(long bytes) -> say(
                    context.text("send.tooLarge", quantities.number(bytes), quantities.number(NewMessage.BODY_LIMIT)));
            case Refused.Reason.Unreadable(var detail) -> say(context.text("preview.unreadable", detail));
        }
        colour(false, true);
        appear(showInDeliveries, false);
        refused = OptionalLong.of(version);
    }

    /** What was said of a text that is no longer there would be taken for what is said of this one. */
    private void dropRefusal() {
        if (refused.isPresent() && refused.getAsLong() != editor.draft().version()) {
            refused = OptionalLong.empty();
            say("");
            colour(false, false);
        }
    }

    /** Says nothing but this. */
    private void only(String key) {
        accepted = Optional.empty();
        say(context.text(key));
        colour(false, true);
        appear(showInDeliveries, false);
    }

    private void ended() {
        sending = false;
        refresh();
    }

    private void refresh() {
        // Not disabled while sending, which would move the focus on.
        sendButton.setDisable(!registered);
        sendButton.setText(context.text(sending ? "send.busy" : "send.send"));
    }

    private void offerAsItIs() {
        boolean isOffered = switch (editor.watch().finding()) {
            case Finding.Wrong(var fault, var _) -> fault.kind() != JsonFault.Kind.EMPTY;
            case Finding.Valid _ -> false;
            // As it was, so that nothing flickers.
            case Finding.Checking _ -> sendAsItIs.isVisible();
        };
        appear(sendAsItIs, isOffered);
        if (!isOffered) {
            sendAsItIs.setSelected(false);
        }
    }

    /** Reads the accepted message again, until nothing more happens to it; once more if something changed meanwhile. */
    private void follow() {
        followAgain = following;
        if (following || accepted.filter(row -> !row.state().isFinal()).isEmpty()) {
            return;
        }
        following = true;
        long number = accepted.get().number();
        context.background().quietly(() -> find(number), found -> {
            following = false;
            if (accepted.filter(row -> row.number() == number).isPresent() && found.isPresent()) {
                accepted = found;
                showAccepted();
            }
            if (followAgain) {
                follow();
            }
        });
    }

    private Optional<MessageRow> find(long number) {
        try {
            return services.sending().ports().log().find(number);
        } catch (StorageException _) {
            // The vault was locked meanwhile.
            return Optional.empty();
        }
    }

    private void showAccepted() {
        accepted.ifPresent(row -> {
            say(words.of(row, services.sending().status(), services.clock().instant()));
            colour(row.state() == MessageState.DELIVERED, row.state() == MessageState.FAILED);
            appear(showInDeliveries, true);
        });
    }

    @FXML
    private void showMessage() {
        accepted.ifPresent(row -> links.deliveries().accept(MessageQuery.all().withText(row.id().toString())));
    }

    private void showSchedule() {
        retrySchedule.setText(services.sending().settingsProperty().get()
                .map(settings -> new ScheduleText(context.messages()).of(settings.retry(), services.clock().instant()))
                .orElse(""));
    }

    private void say(String text) {
        sendResult.setText(text);
        appear(sendResult, !text.isEmpty());
        if (accepted.isEmpty()) {
            appear(showInDeliveries, false);
        }
    }

    private void colour(boolean good, boolean bad) {
        sendResult.pseudoClassStateChanged(GOOD, good);
        sendResult.pseudoClassStateChanged(BAD, bad);
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
