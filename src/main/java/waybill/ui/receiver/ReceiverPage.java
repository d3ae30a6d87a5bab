package waybill.ui.receiver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import waybill.delivery.Cancellation;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.PracticeIdentity;
import waybill.destination.Registered;
import waybill.destination.TrustedCertificates;
import waybill.receiver.PracticeAnswer;
import waybill.receiver.ReceivedRequest;
import waybill.ui.Context;
import waybill.ui.Names;
import waybill.ui.Numbers;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.PracticeStart;
import waybill.ui.destination.RequestText;
import waybill.ui.destination.ResultView;
import waybill.ui.destination.TestRuns;

/** The practice receiver: start and stop, how it answers, what arrived and whether its credentials are right. */
public final class ReceiverPage {
    private final Context context;
    private final ReceiverModel receiver;
    private final DestinationModel destination;
    private final PracticeStart practice;
    private ResultView result;
    private Optional<Cancellation> running = Optional.empty();
    private Optional<Auth> tested = Optional.empty();

    @FXML private Parent root;
    @FXML private ToggleButton receiverToggle;
    @FXML private TextField receiverUrl;
    @FXML private Button receiverUse;
    @FXML private Button receiverTest;
    @FXML private Label receiverNote;
    @FXML private ComboBox<PracticeAnswer.Kind> receiverAnswer;
    @FXML private Spinner<Integer> receiverDelay;
    @FXML private Spinner<Integer> receiverRetryAfter;
    @FXML private VBox retryAfterBox;
    @FXML private Button receiverClear;
    @FXML private TableView<ReceivedRequest> receiverRequests;
    @FXML private Label receiverVerdict;
    @FXML private TextArea receiverDetail;
    @FXML private VBox resultSlot;

    public ReceiverPage(Context context, ReceiverModel receiver, DestinationModel destination, PracticeStart practice) {
        this.context = context;
        this.receiver = receiver;
        this.destination = destination;
        this.practice = practice;
    }

    @FXML
    private void initialize() {
        result = new ResultView(context, "receiverTestResult", Optional.empty());
        resultSlot.getChildren().setAll(result);
        receiverAnswer.getItems().setAll(PracticeAnswer.Kind.values());
        receiverAnswer.setConverter(new Names<>(kind -> context.text("answer." + kind)));
        receiverAnswer.setValue(receiver.answer().kind());
        offer(receiverDelay, PracticeAnswer.LONGEST_DELAY, receiver.answer().delay());
        offer(receiverRetryAfter, PracticeAnswer.LONGEST_RETRY_AFTER, receiver.answer().retryAfter());
        onChange(receiverAnswer.valueProperty(), this::answerChanged);
        onChange(receiverDelay.valueProperty(), this::answerChanged);
        onChange(receiverRetryAfter.valueProperty(), this::answerChanged);
        onChange(receiver.runningProperty(), this::refresh);
        onChange(destination.registeredProperty(), this::refresh);
        new RequestTable(context, receiverRequests).build();
        receiverRequests.setItems(receiver.requests());
        onChange(receiverRequests.getSelectionModel().selectedItemProperty(), this::showSelected);
        receiver.requests().addListener((ListChangeListener<ReceivedRequest>) _ -> followNewest());
        answerChanged();
        followNewest();
        refresh();
    }

    private void refresh() {
        Optional<PracticeIdentity> identity = receiver.runningProperty().get();
        boolean running = identity.isPresent();
        receiverToggle.setSelected(running);
        receiverToggle.setText(context.text(running ? "receiver.stop" : "receiver.start"));
        receiverUrl.setText(receiver.url().orElse(""));
        Optional<Destination> registered = destination.registered().map(Registered::destination);
        Optional<PracticeIdentity> stored = registered.flatMap(Destination::practice);
        boolean isThis = stored.isPresent() && (!running || stored.equals(identity));
        appear(receiverUse, running && registered.isEmpty());
        appear(receiverTest, running && registered.isPresent() && !isThis);
        dropTestOfAnother();
        receiverNote.setText(context.text(noteKey(running, registered.isPresent(), isThis)));
    }

    /** A result is shown only while that auth is registered and the receiver that was asked runs. */
    private void dropTestOfAnother() {
        Optional<Auth> now = receiver.runningProperty().get().flatMap(_ -> destination.registered())
                .map(known -> known.destination().auth());
        if (tested.isPresent() && !tested.equals(now)) {
            tested = Optional.empty();
            running.ifPresent(Cancellation::cancel);
            result.clear();
        }
    }

    private static String noteKey(boolean running, boolean registered, boolean isThis) {
        if (!running) {
            return isThis ? "receiver.note.registeredStopped" : "receiver.note.stopped";
        }
        if (isThis) {
            return "receiver.note.registered";
        }
        return registered ? "receiver.note.other" : "receiver.note.running";
    }

    @FXML
    private void toggle() {
        boolean running = receiver.runningProperty().get().isPresent();
        receiverToggle.setSelected(running);
        if (running) {
            receiver.stop();
        } else {
            Optional<Destination> stored = destination.registered().map(Registered::destination)
                    .filter(known -> known.practice().isPresent());
            stored.ifPresentOrElse(known -> practice.startAgain(root.getScene().getWindow(), known),
                    () -> receiver.start(() -> {}));
        }
    }

    @FXML
    private void use() {
        practice.startAndRegister(root.getScene().getWindow());
    }

    @FXML
    private void clear() {
        receiver.clear();
    }

    /** The registered auth against this receiver; stores nothing. While that runs, ends it early. */
    @FXML
    private void test() {
        if (running.isPresent()) {
            running.get().cancel();
            return;
        }
        destination.registered().ifPresent(known -> receiver.runningProperty().get().ifPresent(identity -> {
            var here = new Destination(EndpointUrl.of(receiver.url().orElseThrow()), known.destination().auth(),
                    new TrustedCertificates(List.of(identity.certificate())), Optional.empty());
            tested = Optional.of(here.auth());
            receiverTest.setText(context.text("dialog.stopTest"));
            result.showStage(context.text("job.test"));
            running = Optional.of(destination.tests().run(here, new TestRuns.Watcher(result::showStage, outcome -> {
                testEnded();
                if (tested.filter(here.auth()::equals).isPresent()) {
                    result.show(outcome, here.auth());
                }
            }, this::testEnded)));
        }));
    }

    private void testEnded() {
        running = Optional.empty();
        receiverTest.setText(context.text("receiver.test"));
        result.clear();
    }

    private void answerChanged() {
        var kind = receiverAnswer.getValue();
        receiver.answerWith(new PracticeAnswer(kind, Duration.ofSeconds(receiverDelay.getValue()),
                Duration.ofSeconds(receiverRetryAfter.getValue())));
        appear(retryAfterBox, kind == PracticeAnswer.Kind.TOO_MANY_429);
    }

    private void followNewest() {
        receiverClear.setDisable(receiver.requests().isEmpty());
        if (receiverRequests.getSelectionModel().getSelectedIndex() <= 1) {
            receiverRequests.getSelectionModel().selectFirst();
        }
        showSelected();
    }

    private void showSelected() {
        var selected = Optional.ofNullable(receiverRequests.getSelectionModel().getSelectedItem());
        receiverVerdict.setText(selected.map(request -> new VerdictText(context.messages()).of(request.verdict())).orElse(""));
        receiverVerdict.pseudoClassStateChanged(PseudoClass.getPseudoClass("good"),
                selected.filter(request -> request.verdict().isGood()).isPresent());
        receiverVerdict.pseudoClassStateChanged(PseudoClass.getPseudoClass("bad"),
                selected.filter(request -> !request.verdict().isGood()).isPresent());
        receiverDetail.setText(selected.map(new RequestText(context.messages())::of).orElse(""));
    }

    private static void offer(Spinner<Integer> seconds, Duration longest, Duration initial) {
        Numbers.offer(seconds, 0, (int) longest.toSeconds(), (int) initial.toSeconds());
    }

    private static <T> void onChange(ObservableValue<T> value, Runnable action) {
        value.addListener((_, _, _) -> action.run());
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
