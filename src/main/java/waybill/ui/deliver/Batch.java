package waybill.ui.deliver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.Cancellation;
import waybill.delivery.Sending;
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
    private static final IntakeProgress NOTHING = new IntakeProgress(0, 0, 0, 0);

    private final Context context;
    private final DeliverServices services;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.None());
    private final Pace pace = new Pace();
    private final BatchMessages messages;
    private final BatchCounting counting;
    private List<Source> sources = List.of();
    private IntakeSwitch control = new IntakeSwitch(new Cancellation());
    /** Of the batch that {@link #control} is about: known as soon as something of it is in the queue. */
    private AtomicLong number = new AtomicLong();
    private boolean locked;
    /** Whether all sending is paused because this was. */
    private boolean hasPaused;

    Batch(Context context, DeliverServices services) {
        this.context = context;
        this.services = services;
        messages = new BatchMessages(context, services.sending());
        counting = new BatchCounting(context, messages, this::running, this::counted);
        services.sending().statusProperty().addListener((_, before, now) -> {
            // While the vault is locked, nobody has resumed anything.
            if (before.isPaused() != now.isPaused() && now.activity() != Sending.Activity.STOPPED) {
                follow(now.isPaused());
            }
        });
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
        var cancellation = new Cancellation();
        var looked = new IntakeSwitch(cancellation);
        control = looked;
        state.set(new State.Looking(NOTHING));
        context.background().run(new Job(context.text("batch.looking"), cancellation),
                (Consumer<String> _) -> look(paths, looked),
                only(looked, found -> {
                    sources = found.sources();
                    state.set(cancellation.isCancelled() ? new State.None() : new State.Ready(found.preview()));
                }),
                only(looked, failure -> {
                    state.set(new State.None());
                    context.background().report(failure);
                }));
    }

    private record Found(List<Source> sources, Preview preview) {}

    private Found look(List<Path> paths, IntakeSwitch looked) {
        var found = paths.stream().map(Source::of).toList();
        return new Found(found, services.intake().preview(found, looked,
                progress -> context.background().show(() -> lookedAt(progress))));
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
    void start(Preview preview, Intake.Decision decision) {
        var cancellation = new Cancellation();
        var mine = new IntakeSwitch(cancellation);
        var handedIn = new AtomicLong();
        control = mine;
        number = handedIn;
        locked = false;
        hasPaused = false;
        run(BatchRun.begin(services.clock().instant(), preview.messages(decision))
                .with(services.sending().isPaused() ? Wish.PAUSE : Wish.GO_ON));
        context.background().run(new Job(context.text("batch.reading"), cancellation),
                (Consumer<String> _) -> services.intake().handIn(sources, decision, mine,
                        progress -> {
                            handedIn.set(progress.batch());
                            context.background().show(() -> only(mine, this::handedIn).accept(progress));
                        }),
                only(mine, this::read), only(mine, this::readingFailed));
    }

    /**
     * Reads nothing more, as the vault was locked: what is handed in goes on once it is open.
     *
     * @param all whether that is no longer this batch's concern, because another vault takes its place
     */
    void forget(boolean all) {
        locked = true;
        control.cancellation().cancel();
        if (all || running().isEmpty()) {
            counting.forget();
            control = new IntakeSwitch(new Cancellation());
            sources = List.of();
            state.set(new State.None());
        }
    }

    /** What comes of a reading that was forgotten meanwhile concerns nobody. */
    private <T> Consumer<T> only(IntakeSwitch mine, Consumer<T> then) {
        return result -> {
            if (control == mine) {
                then.accept(result);
            }
        };
    }

    /** Shows what is left of a batch that was not done when Waybill ended. */
    void goOn() {
        context.background().quietly(() -> LeftOver.find(services.sending().ports().log()), left -> {
            if (state() instanceof State.None) {
                left.ifPresent(found -> run(BatchRun.goOn(services.clock().instant(), found)));
            }
        }, _ -> {
            // The vault was locked meanwhile; the worker tells of everything else.
        });
    }

    private void run(BatchRun run) {
        pace.forget();
        state.set(new State.Running(run));
        counting.begin();
    }

    /** Reads and sends no further; as there is one queue, all sending pauses with it. */
    void pause() {
        hasPaused = hasPaused || !services.sending().isPaused();
        services.sending().pause();
        follow(true);
    }

    void resume() {
        services.sending().resume();
        follow(false);
    }

    /** All sending was paused or resumed, here or elsewhere. */
    private void follow(boolean paused) {
        hasPaused = hasPaused && paused;
        if (running().filter(run -> !run.isStopped()).isPresent()) {
            if (paused) {
                control.pause();
                pace.forget();
            } else {
                control.resume();
            }
            change(run -> run.with(paused ? Wish.PAUSE : Wish.GO_ON));
        }
    }

    /** Sends nothing more of it; what else waits goes on, unless it was paused before. */
    void stop() {
        change(run -> run.with(Wish.STOP));
        var mine = control;
        var handedIn = number;
        running().ifPresent(run -> messages.cancel(() -> {
            services.intake().stop(mine);
            return run.isRead() ? run.reading().batch() : handedIn.get();
        }, () -> only(mine, _ -> stopped()).accept(true), only(mine, this::notStopped)));
        mine.cancellation().cancel();
    }

    /** Only now: what was paused may not be sent in the moment before it is cancelled. */
    private void stopped() {
        if (hasPaused) {
            hasPaused = false;
            services.sending().resume();
        }
        change(run -> run.with(Wish.STOPPED));
        counting.look();
    }

    /** It can be cancelled again. */
    private void notStopped(Throwable why) {
        change(run -> run.with(services.sending().isPaused() ? Wish.PAUSE : Wish.GO_ON));
        context.background().report(why);
    }

    private void lookedAt(IntakeProgress progress) {
        if (state() instanceof State.Looking) {
            state.set(new State.Looking(progress));
        }
    }

    private void handedIn(IntakeProgress progress) {
        change(run -> run.isRead() ? run : run.with(new Reading.UnderWay(progress)));
    }

    private void read(Intake.Result result) {
        var before = new IntakeProgress(0, 0, result.messages(), result.batch());
        running().ifPresent(run -> readingEnded(locked && !result.complete()
                ? new Reading.Failed(before, run.expected(), new StorageException(StorageException.Fault.LOCKED))
                : new Reading.Done(result)));
    }

    private void readingFailed(Throwable why) {
        running().ifPresent(run -> {
            if (run.reading() instanceof Reading.UnderWay(var progress)) {
                readingEnded(new Reading.Failed(progress, run.expected(), why));
            }
        });
    }

    private void readingEnded(Reading reading) {
        change(run -> run.with(reading));
        counting.look();
    }

    private void counted(Optional<StateCounts> counts, boolean wasSettled) {
        counts.ifPresent(now -> change(run -> run.with(now)));
        running().filter(run -> wasSettled && counts.isPresent() && !run.isWaiting()).ifPresent(run -> {
            counting.end();
            state.set(new State.Ended(run));
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
