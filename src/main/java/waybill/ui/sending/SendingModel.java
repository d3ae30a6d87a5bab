package waybill.ui.sending;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliverySettings;
import waybill.delivery.MessageQuery;
import waybill.delivery.Retention;
import waybill.delivery.Sending;
import waybill.delivery.StateCounts;
import waybill.destination.StorageException;
import waybill.ui.Context;

/**
 * All sending as the window sees it: what it is at, how many messages wait, and its settings. Used on the window's thread;
 * what is changed is written elsewhere, in the order in which it was asked for.
 */
public final class SendingModel {
    /** For what the worker does not tell of: a rate that falls. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration TIDY_AGAIN = Duration.ofDays(1);
    private static final Sending.Status NOTHING = new Sending.Status(Sending.Activity.STOPPED, false, 0, 0, 0, Optional.empty(),
            Optional.empty());

    private final Context context;
    private final DeliveryPorts ports;
    private final Writes writes;
    private final ReadOnlyObjectWrapper<Sending.Status> status = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<StateCounts> counts = new ReadOnlyObjectWrapper<>(new StateCounts(Map.of()));
    private final ReadOnlyObjectWrapper<Optional<DeliverySettings>> settings = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Throwable>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Retention.Tally>> removed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private Future<?> tidying = CompletableFuture.completedFuture(null);
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private LongConsumer tidied = _ -> {};
    private boolean open;
    /** Whether the settings that are shown may not be those on disk. */
    private boolean stale;
    private boolean counting;
    private boolean countAgain;

    public SendingModel(Context context, DeliveryPorts ports) {
        this.context = context;
        this.ports = ports;
        writes = new Writes(context, this::written, this::notWritten);
        ports.sending().onChange(() -> context.background().show(this::logChanged));
    }

    /** For what concerns single messages. */
    public DeliveryPorts ports() {
        return ports;
    }

    public ReadOnlyObjectProperty<Sending.Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public Sending.Status status() {
        return status.get();
    }

    /** Of all messages in the log. */
    public ReadOnlyObjectProperty<StateCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Empty until they were read. */
    public ReadOnlyObjectProperty<Optional<DeliverySettings>> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** Why the last change was not kept. */
    public ReadOnlyObjectProperty<Optional<Throwable>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What the limits of the log have removed so far. */
    public ReadOnlyObjectProperty<Optional<Retention.Tally>> removedProperty() {
        return removed.getReadOnlyProperty();
    }

    /** Grows whenever what the log shows has changed. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** @param listener told how many messages were removed by themselves, because of the limits in the settings */
    public void onTidied(LongConsumer listener) {
        tidied = listener;
    }

    /** Begins to look, once the vault is open. */
    public void load() {
        open = true;
        context.background().run(context.text("job.deliverySettings"), ports.control()::settings, found -> {
            settings.set(Optional.of(found));
            tidy();
            lookAtRemoved();
            logChanged();
        }, this::failed);
        tidying.cancel(false);
        tidying = context.background().every(TIDY_AGAIN, this::tidy);
    }

    /** As before anything was loaded: for a vault that is no longer open. */
    public void forget() {
        open = false;
        stale = false;
        writes.forget();
        looking.cancel(false);
        tidying.cancel(false);
        settings.set(Optional.empty());
        removed.set(Optional.empty());
        counts.set(new StateCounts(Map.of()));
        status.set(NOTHING);
    }

    public boolean isPaused() {
        return status.get().isPaused();
    }

    public void pause() {
        writes.add(ports.sending()::pause);
    }

    public void resume() {
        writes.add(ports.sending()::resume);
    }

    /** Sends again after a hold. */
    public void release() {
        writes.add(() -> {
            ports.control().release();
            ports.sending().wake();
        });
    }

    /** Stores at once what could not be stored, rather than in some seconds. */
    public void tryAgain() {
        ports.sending().wake();
    }

    /** Holds at once here, and for the worker once it is written; what cannot be written is taken back. */
    public void change(UnaryOperator<DeliverySettings> change) {
        settings.get().map(change).filter(changed -> settings.get().filter(changed::equals).isEmpty()).ifPresent(changed -> {
            settings.set(Optional.of(changed));
            writes.add(() -> {
                ports.control().change(changed);
                ports.sending().wake();
            }, () -> stale = false);
        });
    }

    /** Tells of what happened to the log without the worker. */
    public void logChanged() {
        changes.set(changes.get() + 1);
        look();
        count();
    }

    private void look() {
        if (open) {
            status.set(ports.sending().status());
            looking.cancel(false);
            if (status().inFlight() > 0 || status().perSecond() > 0) {
                looking = context.background().after(LOOK_AGAIN, this::look);
            }
        }
    }

    /** Removes what the log is not to keep any longer. */
    private void tidy() {
        settings.get().filter(_ -> open).map(DeliverySettings::retention)
                .ifPresent(retention -> context.background().quietly(() -> remove(retention), count -> {
                    if (open && count > 0) {
                        lookAtRemoved();
                        logChanged();
                        tidied.accept(count);
                    }
                }));
    }

    /** Some messages may have been removed. */
    void lookAtRemoved() {
        context.background().quietly(ports.control()::removed, found -> removed.set(found.filter(_ -> open)), _ -> {
            // The worker tells of a database that does not answer.
        });
    }

    /** Until the vault is locked, or the database does not answer: the worker tells of that. @return how many messages */
    private long remove(Retention retention) {
        var done = new AtomicLong();
        try {
            ports.actions().remove(retention, new DeliveryActions.Progress(new Cancellation(), done::set));
        } catch (StorageException _) {
            // The rest goes another day.
        }
        return done.get();
    }

    /** One count at a time, and one more if something changed meanwhile. */
    private void count() {
        if (!open || counting) {
            countAgain = open;
            return;
        }
        counting = true;
        countAgain = false;
        Consumer<Optional<StateCounts>> done = found -> {
            counting = false;
            found.filter(_ -> open).ifPresent(counts::set);
            if (countAgain) {
                count();
            }
        };
        context.background().quietly(this::counted, done);
    }

    /** None when the vault was locked meanwhile, or where the database does not answer: the worker tells of that. */
    private Optional<StateCounts> counted() {
        try {
            return Optional.of(ports.log().count(MessageQuery.all()));
        } catch (StorageException _) {
            return Optional.empty();
        }
    }

    private void written() {
        if (!stale) {
            failure.set(Optional.empty());
        }
        readIfStale();
        logChanged();
    }

    private void notWritten(Throwable why) {
        stale = open;
        readIfStale();
        failed(why);
    }

    /** Shows what is on disk, once nothing is on its way there. */
    private void readIfStale() {
        if (stale && writes.isEmpty()) {
            context.background().quietly(ports.control()::settings, found -> {
                if (stale && writes.isEmpty()) {
                    stale = false;
                    settings.set(Optional.of(found));
                }
            }, this::failed);
        }
    }

    private void failed(Throwable why) {
        failure.set(Optional.of(why));
        logChanged();
    }
}
