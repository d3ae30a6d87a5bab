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
    private final ReadOnlyObjectWrapper<BatchState> state = new ReadOnlyObjectWrapper<>(new BatchState.None());
    private final Pace pace = new Pace();
    private final BatchLook look;
    private final BatchMessages messages;
    private final BatchCounting counting;
    private List<Source> sources = List.of();
    private IntakeSwitch control = new IntakeSwitch(new Cancellation());
    /** Of the batch that {@link #control} is about: known as soon as something of it is in the queue. */
    private AtomicLong number = new AtomicLong();
    private boolean locked;
    /** Whether all sending is paused because this was, and not since it is being cancelled. */
    private volatile boolean hasPaused;
    /** Why it could not be cancelled. */
    private final ReadOnlyObjectWrapper<Optional<StorageException>> notCancelled = new ReadOnlyObjectWrapper<>(Optional.empty());

    Batch(Context context, DeliverServices services) {
        this.context = context;
        this.services = services;
        look = new BatchLook(context, services.intake());
        messages = new BatchMessages(context, services.sending());
        counting = new BatchCounting(context, messages, this::running, this::counted);
        services.sending().statusProperty().addListener((_, before, now) -> {
            // While the vault is locked, nobody has resumed anything.
            if (before.isPaused() != now.isPaused() && now.activity() != Sending.Activity.STOPPED) {
                follow(now.isPaused());
            }
        });
    }

    ReadOnlyObjectProperty<BatchState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Why the batch that runs could not be cancelled when that was last wanted. */
    ReadOnlyObjectProperty<Optional<StorageException>> notCancelledProperty() {
        return notCancelled.getReadOnlyProperty();
    }

    BatchState state() {
        return state.get();
    }

    /** Whether files can be chosen now. */
    boolean isFree() {
        return !(state() instanceof BatchState.Running) && !(state() instanceof BatchState.Looking);
    }

    Pace pace() {
        return pace;
    }

    /** Looks through what was chosen; the person decides then. */
    void choose(List<Path> paths) {
        if (!isFree()) {
            return;
        }
        state.set(new BatchState.Looking(NOTHING));
        look.begin(paths, new BatchLook.Told() {
            @Override
            public void progress(IntakeProgress progress) {
                state.set(new BatchState.Looking(progress));
            }

            @Override
            public void ended(Optional<BatchLook.Found> found) {
                sources = found.map(BatchLook.Found::sources).orElse(List.of());
                state.set(found.<BatchState>map(all -> new BatchState.Ready(all.preview())).orElseGet(BatchState.None::new));
            }
        });
    }

    /** Ends the look, or drops what was found or what has ended. */
    void close() {
        switch (state()) {
            case BatchState.Looking _ -> look.cancel();
            case BatchState.Ready _,BatchState.Ended _ -> state.set(new BatchState.None());
            case BatchState.None _,BatchState.Running _ -> {
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
        look.forget();
        control.cancellation().cancel();
        if (all || running().isEmpty()) {
            counting.forget();
            control = new IntakeSwitch(new Cancellation());
            sources = List.of();
            state.set(new BatchState.None());
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
        context.background().quietly(() -> LeftOver.find(services.sending().ports().log(), services.intake()), left -> {
            if (state() instanceof BatchState.None) {
                left.ifPresent(found -> run(BatchRun.goOn(services.clock().instant(), found)));
            }
        }, _ -> {
            // The vault was locked meanwhile; the worker tells of everything else.
        });
    }

    private void run(BatchRun run) {
        pace.forget();
        notCancelled.set(Optional.empty());
        state.set(new BatchState.Running(run));
        counting.begin();
    }

    /** Reads and sends no further; as there is one queue, all sending pauses with it. */
    void pause() {
        // What is paused while this is being cancelled is to stay so: it has nothing to do with this any more.
        hasPaused = hasPaused || !isStopped() && !services.sending().isPaused();
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
        if (running().isPresent() && !isStopped()) {
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
        notCancelled.set(Optional.empty());
        change(run -> run.with(Wish.STOP));
        var mine = control;
        var handedIn = number;
        running().ifPresent(run -> messages.cancel(() -> {
            services.intake().stop(mine);
            return run.isRead() ? run.reading().batch() : handedIn.get();
        }, this::endPause, () -> only(mine, _ -> stopped()).accept(true), only(mine, this::notStopped)));
        mine.cancellation().cancel();
    }

    /** Not later, when a lock may have left nobody who could. Not on the window's thread. */
    private void endPause() {
        if (hasPaused) {
            hasPaused = false;
            try {
                services.sending().ports().sending().resume();
            } catch (StorageException _) {
                // It is cancelled all the same. That all sending is paused is said where it can be ended.
            }
        }
    }

    private void stopped() {
        change(run -> run.with(Wish.STOPPED));
        counting.look();
    }

    /** It can be cancelled again. */
    private void notStopped(Throwable why) {
        change(run -> run.with(services.sending().isPaused() ? Wish.PAUSE : Wish.GO_ON));
        if (why instanceof StorageException storage) {
            notCancelled.set(Optional.of(storage));
        } else {
            context.background().report(why);
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
            state.set(new BatchState.Ended(run));
        });
    }

    private void change(UnaryOperator<BatchRun> change) {
        running().map(change).ifPresent(run -> {
            pace.note(services.clock().instant(), run.done());
            state.set(new BatchState.Running(run));
        });
    }

    private boolean isStopped() {
        return running().filter(BatchRun::isStopped).isPresent();
    }

    private Optional<BatchRun> running() {
        return state() instanceof BatchState.Running(var run) ? Optional.of(run) : Optional.empty();
    }
}
