package waybill.ui.destination;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import waybill.delivery.Cancellation;
import waybill.delivery.CurlCommand;
import waybill.delivery.EndpointTest;
import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.PracticeIdentity;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.ui.Context;

/** What is registered, and what can be done with it. Made once, and kept while nothing is registered. */
public final class RegisteredDestination {
    /** A secret that was asked for is masked again after this time. */
    private static final Duration REVEALED_FOR = Duration.ofSeconds(30);
    private static final Duration STATUS_REFRESH = Duration.ofSeconds(20);

    private final Context context;
    private final DestinationModel model;
    private final DestinationPopup popup;
    private final PracticeStart practice;
    private final Standing standing;
    private ResultView result;
    private Optional<Cancellation> running = Optional.empty();
    private Optional<Destination> shown = Optional.empty();
    private boolean counting;
    private Future<?> masking = CompletableFuture.completedFuture(null);

    @FXML private Parent root;
    @FXML private VBox content;
    @FXML private Label destinationUrl;
    @FXML private Label destinationStatus;
    @FXML private Label destinationAuth;
    @FXML private ToggleButton destinationReveal;
    @FXML private Label trustNote;
    @FXML private HBox practiceBanner;
    @FXML private Button sendTestButton;
    @FXML private HBox runningBox;
    @FXML private Label runningText;
    @FXML private Button cancelTestButton;
    @FXML private Label pageNote;
    @FXML private VBox resultSlot;

    /** @param practice what the page may ask of the practice receiver */
    public RegisteredDestination(Context context, DestinationModel model, DestinationPopup popup, PracticeStart practice,
            Standing standing) {
        this.context = context;
        this.model = model;
        this.popup = popup;
        this.practice = practice;
        this.standing = standing;
    }

    @FXML
    private void initialize() {
        result = new ResultView(context, "testResult", Optional.of(this::edit));
        resultSlot.getChildren().setAll(result);
        destinationReveal.selectedProperty().addListener((_, _, plain) -> reveal(plain));
        model.registeredProperty().addListener((_, _, _) -> refresh());
        practice.runningProperty().addListener((_, _, _) -> refresh());
        content.getChildren().add(content.getChildren().indexOf(practiceBanner), standing.holdBanner());
        standing.hold().addListener((_, _, _) -> refreshStatus());
        context.background().every(STATUS_REFRESH, this::refreshStatus);
        refresh();
    }

    private void refresh() {
        Optional<Destination> now = model.registered().map(Registered::destination);
        if (!now.equals(shown)) {
            shown = now;
            running.ifPresent(Cancellation::cancel);
            result.clear();
            say("");
            destinationReveal.setSelected(false);
        }
        now.ifPresentOrElse(this::show, () -> {
            // No secret that was revealed stays in a view that is kept.
            destinationUrl.setText("");
            destinationAuth.setText("");
        });
        refreshStatus();
    }

    private void show(Destination destination) {
        destinationUrl.setText(destination.url().text());
        destinationAuth
                .setText(new DestinationSummary(context.messages()).of(destination.auth(), destinationReveal.isSelected()));
        boolean hasSecret = !AuthType.values(destination.auth()).secrets().isEmpty();
        appear(destinationReveal, hasSecret);
        Optional<PracticeIdentity> stored = destination.practice();
        boolean isPractice = stored.isPresent();
        appear(trustNote, !destination.trusted().isEmpty());
        trustNote.setText(context.text(isPractice ? "destination.practiceTrust" : "destination.trust",
                destination.trusted().certificates().size()));
        appear(practiceBanner, isPractice && !stored.equals(practice.runningProperty().get()));
    }

    private void refreshStatus() {
        model.registered().ifPresent(registered -> {
            Readiness readiness = standing.of(registered.readiness());
            destinationStatus.setText(new StatusText(context.messages()).of(readiness, standing.clock().instant()));
            for (Readiness.State state : Readiness.State.values()) {
                destinationStatus.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        state == readiness.state());
            }
        });
    }

    private void reveal(boolean plain) {
        masking.cancel(false);
        if (plain) {
            masking = context.background().after(REVEALED_FOR, () -> destinationReveal.setSelected(false));
        }
        model.registered().map(Registered::destination).ifPresent(this::show);
    }

    @FXML
    private void startPractice() {
        model.registered().ifPresent(known -> practice.startAgain(window(), known.destination()));
    }

    @FXML
    private void edit() {
        model.registered().ifPresent(known -> popup.edit(window(), known.destination()));
    }

    /** Asks only once it is known how many messages wait; a second press meanwhile does nothing. */
    @FXML
    private void delete() {
        if (!counting) {
            counting = true;
            model.countWaiting(count -> {
                counting = false;
                model.registered().ifPresent(known -> context.questions().ask(window(),
                        DestinationQuestions.delete(known.destination().url().text(), count), this::deleteNow));
            }, failure -> {
                counting = false;
                say(new StorageText(context.messages()).ofReading(failure));
            });
        }
    }

    private void deleteNow() {
        running.ifPresent(Cancellation::cancel);
        model.delete(() -> {}, failure -> say(new StorageText(context.messages()).of(failure)));
    }

    @FXML
    private void copyCurl() {
        model.registered().map(Registered::destination).ifPresent(destination -> {
            var content = new ClipboardContent();
            content.putString(CurlCommand.of(model.tests().preview(destination), destination));
            Clipboard.getSystemClipboard().setContent(content);
            say(context.text("destination.curlCopied"));
        });
    }

    @FXML
    private void sendTest() {
        say("");
        result.clear();
        showRunning(true);
        runningText.setText(context.text("job.test"));
        Destination destination = model.registered().orElseThrow().destination();
        var watcher = new TestRuns.Watcher(runningText::setText, outcome -> tested(destination, outcome), this::testEnded);
        running = Optional.of(model.testRegistered(watcher, this::notKept));
    }

    private void notKept(Throwable failure) {
        say(context.text("destination.notKept", new StorageText(context.messages()).of(failure)));
    }

    @FXML
    private void cancelTest() {
        running.ifPresent(Cancellation::cancel);
    }

    private void tested(Destination destination, EndpointTest.Result outcome) {
        testEnded();
        // Of what is no longer registered, nothing is said.
        if (shown.filter(destination::equals).isPresent()) {
            result.show(outcome, destination.auth());
        }
    }

    private void testEnded() {
        running = Optional.empty();
        boolean hadFocus = cancelTestButton.isFocused();
        showRunning(false);
        if (hadFocus) {
            sendTestButton.requestFocus();
        }
    }

    private void showRunning(boolean isRunning) {
        appear(runningBox, isRunning);
        if (isRunning && sendTestButton.isFocused()) {
            // The focus goes where the next key press is wanted, rather than to the button that happens to come next.
            cancelTestButton.requestFocus();
        }
        sendTestButton.setDisable(isRunning);
    }

    private void say(String note) {
        pageNote.setText(note);
        appear(pageNote, !note.isEmpty());
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private Window window() {
        return root.getScene().getWindow();
    }
}
