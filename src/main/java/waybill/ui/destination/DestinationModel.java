package waybill.ui.destination;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.Cancellation;
import waybill.delivery.EndpointTest;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.DestinationRepository;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.ui.Context;
import waybill.ui.Job;

/** The registered destination as the window sees it, and what can be done with it. Used on the window's thread. */
public final class DestinationModel {
    private final Context context;
    private final DestinationRepository repository;
    private final EndpointTest endpointTest;
    private final Supplier<Duration> deadline;
    private final ReadOnlyObjectWrapper<Optional<Registered>> registered = new ReadOnlyObjectWrapper<>(Optional.empty());
    private volatile Optional<Auth> expectedAuth = Optional.empty();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();

    /** @param deadline of a test's whole exchange, asked anew for each */
    public DestinationModel(Context context, DestinationRepository repository, EndpointTest endpointTest,
            Supplier<Duration> deadline) {
        this.context = context;
        this.repository = repository;
        this.endpointTest = endpointTest;
        this.deadline = deadline;
        registered.addListener((_, _, now) -> expectedAuth = now.map(known -> known.destination().auth()));
    }

    /**
     * What the practice receiver compares with: the registered auth, or, while there is none, that of the last test. From any
     * thread.
     */
    public Optional<Auth> expectedAuth() {
        return expectedAuth;
    }

    /** What is registered; empty also before it was loaded. */
    public ReadOnlyObjectProperty<Optional<Registered>> registeredProperty() {
        return registered.getReadOnlyProperty();
    }

    public Optional<Registered> registered() {
        return registered.get();
    }

    /** Whether the store was asked yet. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** Reads the store again, then runs {@code done}. */
    public void load(Runnable done) {
        context.background().run(context.text("job.load"), repository::find, found -> {
            registered.set(found);
            loaded.set(true);
            done.run();
        });
    }

    /** Registers {@code destination} where there is none yet. */
    public void register(Destination destination, Readiness readiness, Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.register"), () -> repository.register(destination, readiness), done, failed);
    }

    /** Replaces the registered destination by {@code destination}. */
    public void replace(Destination destination, Readiness readiness, Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.save"), () -> repository.replace(destination, readiness), done, failed);
    }

    public void delete(Runnable done, Consumer<Throwable> failed) {
        store(context.text("job.delete"), repository::delete, done, failed);
    }

    /** The request a test of {@code destination} would send now. Quick: no more than a signature. */
    public OutgoingRequest preview(Destination destination) {
        return endpointTest.preview(destination);
    }

    /**
     * Tests {@code destination} in the background.
     *
     * @param stage told, on the window's thread, what is waited for
     * @param done told what was sent and what became of it, also when it was cancelled
     * @param failed run instead of {@code done} after a failure that nobody expected, which is reported
     * @return ends the test early
     */
    public Cancellation test(Destination destination, Consumer<String> stage, Consumer<EndpointTest.Result> done,
            Runnable failed) {
        if (registered().isEmpty()) {
            expectedAuth = Optional.of(destination.auth());
        }
        var cancellation = new Cancellation();
        context.background().run(new Job(context.text("job.test"), cancellation), show -> {
            var terms = new Transport.Terms(destination.trusted(), deadline.get(), step -> {
                String words = context.text("stage." + step);
                show.accept(words);
                context.background().show(() -> stage.accept(words));
            }, cancellation);
            return endpointTest.run(destination, terms);
        }, done, failure -> {
            failed.run();
            context.background().report(failure);
        });
        return cancellation;
    }

    /** Tests the registered destination, and notes what came of it if that is still the registered one. */
    public Cancellation testRegistered(Consumer<String> stage, Consumer<EndpointTest.Result> done, Runnable failed) {
        Destination tested = registered.get().orElseThrow().destination();
        return test(tested, stage, result -> {
            if (registered().filter(known -> known.destination().equals(tested)).isPresent()) {
                note(tested, result);
            }
            done.accept(result);
        }, failed);
    }

    private void note(Destination tested, EndpointTest.Result result) {
        result.readiness().ifPresent(readiness -> {
            registered.set(Optional.of(new Registered(tested, readiness)));
            context.background().run(context.text("job.save"), () -> {
                repository.note(tested, readiness);
                return readiness;
            }, _ -> {});
        });
    }

    private void store(String title, Runnable change, Runnable done, Consumer<Throwable> failed) {
        context.background().run(title, () -> {
            change.run();
            return repository.find();
        }, found -> {
            registered.set(found);
            done.run();
        }, failed);
    }
}
