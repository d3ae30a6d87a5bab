package waybill.ui.deliver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryActions;
import waybill.delivery.MessageQuery;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Preview;
import waybill.intake.Source;
import waybill.ui.Context;
import waybill.ui.Job;
import waybill.ui.deliver.BatchRun.Reading;
import waybill.ui.deliver.BatchRun.Wish;

/** Many messages at once, from the choice of files to the last outcome; one batch at a time. Used on the window's thread. */
final class Batch {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final IntakeProgress NOTHING = new IntakeProgress(0, 0, 0, 0);

    private final Context context;
    private final DeliverServices services;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.None());
    private final Pace pace = new Pace();
    private List<Source> sources = List.of();
    private IntakeSwitch control = new IntakeSwitch(new Cancellation());
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private boolean counting;

    Batch(Context context, DeliverServices services) {
        this.context = context;
        this.services = services;
    }

    /** How far it is. */
    sealed interface State {
        record None() implements State {}

        /** The files are looked through. */
        record Looking(IntakeProgress progress) implements State {}

        /** The person decides. */
        record Ready(Preview preview) implements State {}

        record Running(BatchRun run) implements State {}

        record Ended(BatchRun run) implements State {}
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    State state() {
        return state.get();
    }

    /** Whether files can be chosen now. */
    boolean isFree() {
        return !(state() instanceof State.Running) && !(state() instanceof State.Looking);
    }

    Pace pace() {
        return pace;
    }

    /** Looks through what was chosen; the person decides then. */
    void choose(List<Path> paths) {
        if (!isFree()) {
            return;
        }
        sources = paths.stream().map(Source::of).toList();
        var cancellation = new Cancellation();
        var looked = new IntakeSwitch(cancellation);
        state.set(new State.Looking(NOTHING));
        context.background().run(new Job(context.text("batch.looking"), cancellation),
                (Consumer<String> _) -> services.intake().preview(sources, looked,
                        progress -> context.background().show(() -> lookedAt(progress))),
                preview -> state.set(cancellation.isCancelled() ? new State.None() : new State.Ready(preview)), failure -> {
                    state.set(new State.None());
                    context.background().report(failure);
                });
        control = looked;
    }

    /** Ends the look, or drops what was found or what has ended. */
    void close() {
        switch (state()) {
            case State.Looking _ -> control.cancellation().cancel();
            case State.Ready _,State.Ended _ -> state.set(new State.None());
            case State.None _,State.Running _ -> {
            }
        }
    }

    /** Hands in what was found. */
    void start(Preview preview, Intake.NotJson notJson, Intake.Half half) {
        long passedOver = (notJson == Intake.NotJson.LEAVE_OUT ? preview.notJson() : 0)
                + (half == Intake.Half.GO_ON ? preview.handedInLines() : 0);
        long expected = Math.max(0, preview.messages() - passedOver);
        var cancellation = new Cancellation();
        control = new IntakeSwitch(cancellation);
        pace.forget();
        state.set(new State.Running(BatchRun.begin(services.clock().instant(), expected)));
        looking = context.background().every(LOOK_AGAIN, this::look);
        context.background().run(new Job(context.text("batch.reading"), cancellation),
                (Consumer<String> _) -> services.intake().handIn(sources, notJson, half, control, this::handedIn),
                result -> readingEnded(new Reading.Done(result)), this::readingFailed);
    }

    /** Reads and sends no further; as there is one queue, all sending pauses with it. */
    void pause() {
        control.pause();
        services.sending().pause();
        pace.forget();
        change(run -> run.with(Wish.PAUSE));
    }

    void resume() {
        control.resume();
        services.sending().resume();
        change(run -> run.with(Wish.GO_ON));
    }

    /** Sends nothing more of it. */
    void stop() {
        change(run -> run.with(Wish.STOP));
        control.cancellation().cancel();
        running().filter(BatchRun::isRead).ifPresent(this::cancelMessages);
    }

    private void lookedAt(IntakeProgress progress) {
        if (state() instanceof State.Looking) {
            state.set(new State.Looking(progress));
        }
    }

    /** On the thread that reads. */
    private void handedIn(IntakeProgress progress) {
        context.background().show(() -> change(run -> run.isRead() ? run : run.with(new Reading.UnderWay(progress))));
    }

    private void readingFailed(Throwable why) {
        running().ifPresent(run -> {
            if (run.reading() instanceof Reading.UnderWay(var progress)) {
                readingEnded(new Reading.Failed(progress, why));
            }
        });
    }

    private void readingEnded(Reading reading) {
        change(run -> run.with(reading));
        running().filter(run -> run.wish() == Wish.STOP).ifPresent(this::cancelMessages);
        look();
    }

    private void cancelMessages(BatchRun run) {
        if (run.reading().batch() != 0) {
            var all = new Selection.Matching(MessageQuery.all().withBatch(run.reading().batch()));
            context.background().run(context.text("batch.cancelling"), () -> {
                long cancelled = services.sending().ports().actions().cancel(all, DeliveryActions.Progress.unseen());
                // What was read ahead of it is not to be sent either.
                services.sending().ports().sending().wake();
                return cancelled;
            }, _ -> services.sending().logChanged(), context.background()::report);
        }
    }

    private void look() {
        if (counting || running().isEmpty()) {
            return;
        }
        long batch = running().get().reading().batch();
        if (batch == 0) {
            counted(Optional.of(running().get().counts()));
            return;
        }
        counting = true;
        context.background().quietly(() -> count(batch), this::counted);
    }

    /** None while the database does not answer: the worker tells of that. */
    private Optional<StateCounts> count(long batch) {
        try {
            return Optional.of(services.sending().ports().log().count(MessageQuery.all().withBatch(batch)));
        } catch (StorageException _) {
            return Optional.empty();
        }
    }

    private void counted(Optional<StateCounts> counts) {
        counting = false;
        counts.ifPresent(now -> change(run -> run.with(now)));
        running().ifPresent(run -> {
            if (run.isOver()) {
                looking.cancel(false);
                state.set(new State.Ended(run));
            }
        });
    }

    private void change(UnaryOperator<BatchRun> change) {
        running().map(change).ifPresent(run -> {
            pace.note(services.clock().instant(), run.done());
            state.set(new State.Running(run));
        });
    }

    private Optional<BatchRun> running() {
        return state() instanceof State.Running(var run) ? Optional.of(run) : Optional.empty();
    }
}
