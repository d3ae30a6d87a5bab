package waybill.ui.destination;

import java.util.Optional;

import javafx.scene.control.Button;

import waybill.delivery.Cancellation;
import waybill.delivery.EndpointTest;
import waybill.destination.Destination;
import waybill.destination.DestinationCheck;
import waybill.destination.Readiness;
import waybill.ui.Context;

/** The test in the popup: its button, its result, and what that says of what is typed. */
final class DialogTest {
    private final Context context;
    private final TestRuns tests;
    private final Button button;
    private final ResultView result;
    private final Runnable showResult;
    private Optional<Cancellation> running = Optional.empty();
    private Optional<Tested> tested = Optional.empty();
    private Optional<Destination> typed = Optional.empty();

    /**
     * @param button starts it, and ends it early while it runs
     * @param showResult brings the result into view
     */
    DialogTest(Context context, TestRuns tests, Button button, ResultView result, Runnable showResult) {
        this.context = context;
        this.tests = tests;
        this.button = button;
        this.result = result;
        this.showResult = showResult;
    }

    /** What was tested, with success or without, exactly as it would be saved. */
    private record Tested(Destination destination, Optional<Readiness> readiness) {}

    boolean isRunning() {
        return running.isPresent();
    }

    void start(Destination destination) {
        button.setText(context.text("dialog.stopTest"));
        tested = Optional.empty();
        result.showStage(context.text("job.test"));
        showResult.run();
        running = Optional.of(tests.run(destination,
                new TestRuns.Watcher(result::showStage, outcome -> ended(destination, outcome), this::stopped)));
    }

    void cancel() {
        running.ifPresent(Cancellation::cancel);
    }

    /** What is typed now: a result of anything else says so. */
    void compareWith(DestinationCheck check) {
        typed = check instanceof DestinationCheck.Valid(var destination, var _) ? Optional.of(destination) : Optional.empty();
        tested.ifPresent(test -> result.setOutdated(!typed.equals(Optional.of(test.destination()))));
    }

    /** How ready {@code destination} is by the last test, if it was the one that was tested. */
    Optional<Readiness> readinessOf(Destination destination) {
        return tested.filter(test -> test.destination().equals(destination)).flatMap(Tested::readiness);
    }

    private void ended(Destination destination, EndpointTest.Result outcome) {
        stopped();
        tested = Optional.of(new Tested(destination, outcome.readiness()));
        result.show(outcome, destination.auth());
        result.setOutdated(!typed.equals(Optional.of(destination)));
        showResult.run();
    }

    private void stopped() {
        running = Optional.empty();
        button.setText(context.text("dialog.test"));
        result.clear();
    }
}
