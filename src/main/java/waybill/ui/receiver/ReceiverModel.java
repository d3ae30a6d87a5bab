package waybill.ui.receiver;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import waybill.destination.PracticeIdentity;
import waybill.receiver.PracticeAnswer;
import waybill.receiver.PracticeReceiver;
import waybill.receiver.ReceivedRequest;
import waybill.ui.Context;

/** The practice receiver as the window sees it. Used on the window's thread. */
public final class ReceiverModel {
    private static final int SHOWN = 200;

    private final Context context;
    private final PracticeReceiver receiver;
    private volatile Optional<PracticeIdentity> last = Optional.empty();
    /** Newest first. */
    private final ConcurrentLinkedDeque<ReceivedRequest> arrived = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean isToldOf = new AtomicBoolean();
    private boolean changing;
    /** Whether it was to be forgotten while something was at work, which may have started it after all. */
    private boolean forgotten;
    private final ReadOnlyObjectWrapper<Optional<PracticeIdentity>> running = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<ReceivedRequest> requests = FXCollections.observableArrayList();

    public ReceiverModel(Context context, PracticeReceiver receiver) {
        this.context = context;
        this.receiver = receiver;
        receiver.onRequest(this::arrived);
    }

    /** What it runs with; empty while it does not run. */
    public ReadOnlyObjectProperty<Optional<PracticeIdentity>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Newest first, at most 200. */
    public ObservableList<ReceivedRequest> requests() {
        return requests;
    }

    /** Where it can be reached while it runs. */
    public Optional<String> url() {
        return receiver.url();
    }

    public PracticeAnswer answer() {
        return receiver.answer();
    }

    public void answerWith(PracticeAnswer answer) {
        receiver.answerWith(answer);
    }

    /** Starts it, as it last ran where that is possible, so that a URL that was copied stays right; then runs {@code done}. */
    public void start(Runnable done) {
        change("job.receiver", this::startAgainOrNew, identity -> {
            last = Optional.of(identity);
            done.run();
        });
    }

    /** Starts it again as it was; {@code portTaken} runs if another program has its port now. */
    public void start(PracticeIdentity identity, Runnable portTaken) {
        change("job.receiver", () -> receiver.start(identity), started -> {
            switch (started) {
                case PracticeReceiver.Start.Started _ -> {
                }
                case PracticeReceiver.Start.PortTaken _ -> portTaken.run();
            }
        });
    }

    public void stop() {
        change("job.receiverStop", () -> {
            receiver.stop();
            return true;
        }, _ -> {});
    }

    /** Forgets the requests that arrived. */
    public void clear() {
        arrived.clear();
        requests.clear();
    }

    /** Stops it, and forgets what arrived and what it ran with: for a vault that is no longer open. */
    public void forget() {
        if (receiver.identity().isPresent()) {
            stop();
        }
        forgotten = changing;
        clear();
        last = Optional.empty();
    }

    /** One after the other: a second press of a button, while the first one is still at work, does nothing. */
    private <T> void change(String job, Callable<T> change, Consumer<T> done) {
        if (changing) {
            return;
        }
        changing = true;
        context.background().run(context.text(job), change, result -> {
            if (changed()) {
                done.accept(result);
            }
        }, failure -> {
            forgotten = false;
            changed();
            context.background().report(failure);
        });
    }

    /** @return whether what was done is still wanted */
    private boolean changed() {
        changing = false;
        if (forgotten) {
            running.set(Optional.empty());
            forget();
            return false;
        }
        running.set(receiver.identity());
        return true;
    }

    private PracticeIdentity startAgainOrNew() {
        if (last.isPresent() && receiver.start(last.get()) instanceof PracticeReceiver.Start.Started(var identity)) {
            return identity;
        }
        return receiver.start();
    }

    /** From the request's thread. However many arrive, the window is told once, and then takes all that came meanwhile. */
    private void arrived(ReceivedRequest request) {
        arrived.addFirst(request);
        while (arrived.size() > SHOWN) {
            arrived.pollLast();
        }
        if (isToldOf.compareAndSet(false, true)) {
            context.background().show(() -> {
                isToldOf.set(false);
                requests.setAll(arrived);
            });
        }
    }
}
