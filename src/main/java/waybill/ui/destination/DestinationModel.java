package waybill.ui.destination;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.Cancellation;
import waybill.delivery.EndpointTest;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.DestinationRepository;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.ui.Context;

/** The registered destination as the window sees it, and what can be done with it. Used on the window's thread. */
public final class DestinationModel {
    private final Context context;
    private final DestinationRepository repository;
    private final TestRuns tests;
    private final WaitingMessages waiting;
    private final ReadOnlyObjectWrapper<Optional<Registered>> registered = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Loading> loading = new ReadOnlyObjectWrapper<>(new Loading.Waiting());
    private volatile Optional<Destination> known = Optional.empty();
    /** Grows when all is forgotten, so that what was read before is dropped. */
    private int epoch;

    public DestinationModel(Context context, DestinationRepository repository, TestRuns tests,
            WaitingMessages waiting) {
        this.context = context;
        this.repository = repository;
        this.tests = tests;
        this.waiting = waiting;
        registered.addListener((_, _, now) -> known = now.map(Registered::destination));
    }

    /** How far reading the store got. */
    public sealed interface Loading {
        /** It was not asked yet, or has not answered. */
        record Waiting() implements Loading {}

        record Loaded() implements Loading {}

        record Failed(Throwable why) implements Loading {}
    }

    /**
     * What the practice receiver compares with: the auth that is being tested, else the registered one, else, while there is
     * none, that of the last test. From any thread.
     */
    public Optional<Auth> expectedAuth() {
        return tests.newest().or(() -> known).or(tests::last).map(Destination::auth);
    }

    /** Everything whose secrets may stand in an error message: what is registered and what was tested. From any thread. */
    public Stream<Destination> mentioned() {
        return Stream.of(known.stream(), tests.all().stream(), tests.last().stream()).flatMap(each -> each).distinct();
    }

    /** What is registered; empty also before it was loaded. */
    public ReadOnlyObjectProperty<Optional<Registered>> registeredProperty() {
        return registered.getReadOnlyProperty();
    }

    public Optional<Registered> registered() {
        return registered.get();
    }

    public ReadOnlyObjectProperty<Loading> loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    public TestRuns tests() {
        return tests;
    }

    /** Reads the store again, then runs {@code done}; {@link #loadingProperty} says whether that went well. */
    public void load(Runnable done) {
        int mine = epoch;
        context.background().run(context.text("job.load"), repository::find,
                found -> loaded(mine, found, new Loading.Loaded(), done),
                failure -> loaded(mine, Optional.empty(), new Loading.Failed(failure), done));
    }

    private void loaded(int asked, Optional<Registered> found, Loading how, Runnable done) {
        if (asked == epoch) {
            registered.set(found);
            loading.set(how);
        }
        done.run();
    }

    /** As before anything was loaded, with no secret left here: for a vault that is no longer open. */
    public void forget() {
        epoch++;
        registered.set(Optional.empty());
        loading.set(new Loading.Waiting());
        tests.forget();
    }

    /** Registers {@code destination} where there is none yet. */
    public void register(Destination destination, Readiness readiness, Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.register"), () -> repository.register(destination, readiness), done, failed);
    }

    /** Replaces the registered destination by {@code destination}. */
    public void replace(Destination destination, Readiness readiness, Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.save"), () -> waiting.around(() -> repository.replace(destination, readiness)), done, failed);
    }

    /** The same, after cancelling what waits to be sent. */
    public void replaceAndCancel(Destination destination, Readiness readiness, Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.save"), () -> waiting.cancelAround(() -> repository.replace(destination, readiness)), done,
                failed);
    }

    /** Forgets what is registered, and cancels what waits to be sent: nothing of it may reach what is registered next. */
    public void delete(Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.delete"), () -> waiting.cancelAround(() -> {
            repository.delete();
            // What was handed in meanwhile.
            waiting.cancel();
        }), () -> {
            tests.forget();
            done.run();
        }, failed);
    }

    /** Tells {@code counted} how many messages wait to be sent. */
    public void countWaiting(Consumer<Long> counted, Consumer<Throwable> failed) {
        waiting.count(counted, failed);
    }

    /**
     * Tests the registered destination, and notes what came of it if that is still the registered one.
     *
     * @param notKept told why it could not be noted
     */
    public Cancellation testRegistered(TestRuns.Watcher watcher, Consumer<Throwable> notKept) {
        Destination tested = registered.get().orElseThrow().destination();
        return tests.run(tested, watcher.before(result -> {
            if (known.filter(tested::equals).isPresent()) {
                note(tested, result, notKept);
            }
        }));
    }

    private void note(Destination tested, EndpointTest.Result result, Consumer<Throwable> notKept) {
        result.readiness().ifPresent(readiness -> {
            registered.set(Optional.of(new Registered(tested, readiness)));
            context.background().run(context.text("job.save"), () -> {
                repository.note(tested, readiness);
                return readiness;
            }, _ -> {}, notKept);
        });
    }

    private void store(String title, Runnable change, Runnable done, Consumer<Throwable> failed) {
        int mine = epoch;
        context.background().run(title, () -> {
            change.run();
            return true;
        }, _ -> {
            if (mine == epoch) {
                load(done);
            } else {
                done.run();
            }
        }, failed);
    }
}
