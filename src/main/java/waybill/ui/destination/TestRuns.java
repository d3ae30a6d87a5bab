package waybill.ui.destination;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import waybill.delivery.Cancellation;
import waybill.delivery.EndpointTest;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.destination.Destination;
import waybill.ui.Context;
import waybill.ui.Job;

/**
 * The tests that run in the background, of a registered destination or of one that is only typed. Used on the window's
 * thread; what is being tested may be asked for from any.
 */
public final class TestRuns {
    private final Context context;
    private final EndpointTest endpointTest;
    private final Supplier<Duration> deadline;
    /** Oldest first. */
    private final List<Run> running = new CopyOnWriteArrayList<>();
    private volatile Optional<Destination> last = Optional.empty();

    /** @param deadline of a test's whole exchange, asked anew for each */
    public TestRuns(Context context, EndpointTest endpointTest, Supplier<Duration> deadline) {
        this.context = context;
        this.endpointTest = endpointTest;
        this.deadline = deadline;
    }

    /**
     * Who is told of a test, on the window's thread.
     *
     * @param stage told what is waited for
     * @param done told what was sent and what became of it, also when it was cancelled
     * @param failed run instead of {@code done} after a failure that nobody expected, which is reported
     */
    public record Watcher(Consumer<String> stage, Consumer<EndpointTest.Result> done, Runnable failed) {
        Watcher before(Consumer<EndpointTest.Result> first) {
            return new Watcher(stage, first.andThen(done), failed);
        }
    }

    private record Run(Destination destination, Cancellation cancellation) {}

    /** What is being tested, the test that began last. From any thread. */
    public Optional<Destination> newest() {
        List<Destination> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** What was tested last, whether that has ended or not. From any thread. */
    public Optional<Destination> last() {
        return last;
    }

    /** All that is being tested. From any thread. */
    public List<Destination> all() {
        return running.stream().map(Run::destination).toList();
    }

    /** The request a test of {@code destination} would send now. Quick: no more than a signature. */
    public OutgoingRequest preview(Destination destination) {
        return endpointTest.preview(destination);
    }

    /** Tests {@code destination}. @return ends the test early */
    public Cancellation run(Destination destination, Watcher watcher) {
        var cancellation = new Cancellation();
        var run = new Run(destination, cancellation);
        running.add(run);
        last = Optional.of(destination);
        context.background().run(new Job(context.text("job.test"), cancellation), show -> {
            var terms = new Transport.Terms(destination.trusted(), deadline.get(), step -> {
                String words = context.text("stage." + step);
                show.accept(words);
                context.background().show(() -> watcher.stage().accept(words));
            }, cancellation);
            return endpointTest.run(destination, terms);
        }, result -> {
            running.remove(run);
            watcher.done().accept(result);
        }, failure -> {
            watcher.failed().run();
            context.background().report(failure);
            running.remove(run);
        });
        return cancellation;
    }

    /** Ends what runs, which would go on with secrets of a vault that is locked, and forgets what was tested. */
    public void forget() {
        running.forEach(run -> run.cancellation().cancel());
        last = Optional.empty();
    }
}
