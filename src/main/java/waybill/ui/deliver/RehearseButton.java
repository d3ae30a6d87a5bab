package waybill.ui.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;

import waybill.delivery.Cancellation;
import waybill.delivery.LastAnswer;
import waybill.delivery.Outcome;
import waybill.delivery.Rehearsal;
import waybill.delivery.RehearsalStep;
import waybill.delivery.RetryPolicy;
import waybill.destination.Destination;
import waybill.destination.Registered;
import waybill.ui.Context;
import waybill.ui.Job;
import waybill.ui.destination.DestinationModel;
import waybill.ui.sending.Quantities;

/** Runs the whole schedule in seconds; there only while the practice receiver is the destination and runs. */
final class RehearseButton extends Button {
    /** For all waits together. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Context context;
    private final DeliverServices services;
    private final DestinationModel destination;
    private final ObservableValue<Boolean> practiceRuns;
    private final PayloadEditor editor;
    private final Quantities quantities;
    /** One for all, so that none comes to lie over another. */
    private final PopOver popOver = new PopOver();
    private boolean running;

    RehearseButton(Context context, DeliverServices services, DestinationModel destination, ObservableValue<Boolean> practiceRuns,
            PayloadEditor editor) {
        super(context.text("rehearse.start"));
        this.context = context;
        this.services = services;
        this.destination = destination;
        this.practiceRuns = practiceRuns;
        this.editor = editor;
        quantities = new Quantities(context.messages());
        setId("rehearseButton");
        setMinWidth(Region.USE_PREF_SIZE);
        popOver.setTitle(context.text("rehearse.start"));
        // Faded out, it would still be shown for a moment, and take what is shown next with it.
        popOver.setAnimated(false);
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        setOnAction(_ -> rehearse());
        destination.registeredProperty().addListener((_, _, _) -> refresh());
        practiceRuns.addListener((_, _, _) -> refresh());
        refresh();
    }

    private void refresh() {
        boolean isPossible = practiceRuns.getValue() && practice().isPresent();
        setVisible(isPossible);
        setManaged(isPossible);
    }

    private Optional<Destination> practice() {
        return destination.registered().map(Registered::destination).filter(known -> known.practice().isPresent());
    }

    private void rehearse() {
        var policy = services.sending().settingsProperty().get().map(settings -> settings.retry()).orElse(RetryPolicy.DEFAULT);
        practice().filter(_ -> !running).ifPresent(known -> run(known, policy));
    }

    private void run(Destination known, RetryPolicy policy) {
        var steps = new VBox();
        steps.setId("rehearsalSteps");
        steps.getStyleClass().add("rehearsal");
        steps.getChildren().add(line(context.text("rehearse.text")));
        var scroll = new ScrollPane(steps);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("page-scroll", "rehearsal-scroll");
        var cancellation = new Cancellation();
        popOver.setContentNode(scroll);
        popOver.setOnHidden(_ -> cancellation.cancel());
        if (!popOver.isShowing()) {
            popOver.show(this);
        }
        byte[] body = editor.source().bytes();
        // Not disabled, which would move the focus into the editor, where Esc means something else.
        running = true;
        var plan = Rehearsal.Plan.within(LONGEST, body, known, policy);
        context.background().run(new Job(context.text("rehearse.running"), cancellation),
                (Consumer<String> _) -> services.rehearsal().run(plan, cancellation,
                        step -> context.background().show(() -> steps.getChildren().add(line(text(step))))),
                _ -> running = false, failure -> {
                    running = false;
                    popOver.hide();
                    context.background().report(failure);
                });
    }

    /** "14:02:05 …" would be a lie here: what counts is how long after the first attempt. */
    private String text(RehearsalStep step) {
        String answer = LastAnswer.of(step.attempt().outcome()).searchText().strip();
        String made = context.text("rehearse.attempt", step.attempt().number(), quantities.duration(step.after()), answer);
        return made + " " + step.nextIn().map(next -> context.text("rehearse.next", quantities.duration(next)))
                .orElseGet(() -> context.text(step.attempt().outcome() instanceof Outcome.Delivered
                        ? "rehearse.delivered"
                        : "rehearse.failed"));
    }

    private static Label line(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setAlignment(Pos.TOP_LEFT);
        return label;
    }
}
