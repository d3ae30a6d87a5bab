package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import waybill.delivery.AttemptMaker.Target;
import waybill.delivery.AttemptMaker.Task;
import waybill.destination.Destination;

/**
 * Reads what is due ahead of those who send. Used by one thread, but for {@link #activity}, {@link #forgetTarget} and
 * {@link #isCurrent}.
 */
final class Feeder {
    /** However far away the next message is, the clock may be set meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    /** While nothing waits for its time; whoever hands something in wakes the reader. */
    private static final Duration IDLE_WAIT = Duration.ofSeconds(10);

    /** Whoever opens the gate wakes the reader, but for a fault that is over. */
    private static final Duration SHUT_WAIT = Duration.ofSeconds(2);

    private final DeliveryQueue queue;
    private final Supplier<Optional<Destination>> destinations;
    private final Surroundings surroundings;
    private final ReadyTasks ready;
    private final Set<Long> inFlight;
    private final ClockWatch watch;
    private final Pace pace;
    private volatile Optional<Target> target = Optional.empty();
    private volatile boolean isTargetKnown;
    private boolean isStarted;
    private volatile Sending.Activity activity = Sending.Activity.IDLE;

    /** @param inFlight a thread-safe set of the numbers of messages that are read and not yet recorded */
    Feeder(DeliveryQueue queue, Supplier<Optional<Destination>> destinations, Surroundings surroundings, ReadyTasks ready,
            Set<Long> inFlight) {
        this.queue = queue;
        this.destinations = destinations;
        this.surroundings = surroundings;
        this.ready = ready;
        this.inFlight = inFlight;
        this.watch = new ClockWatch(surroundings);
        this.pace = new Pace(surroundings.nanoTime().getAsLong());
    }

    /** What it is at, as long as nothing holds it up. */
    Sending.Activity activity() {
        return activity;
    }

    void setPace(int perSecond) {
        pace.set(perSecond);
    }

    /** Gives back what was read and not sent, and looks at the destination anew. */
    synchronized void startOver() {
        forgetTarget();
        lookAtTarget();
    }

    /** Gives back what was read and not sent; the destination is looked at before anything is read again. From any thread. */
    synchronized void forgetTarget() {
        ready.clear().forEach(task -> inFlight.remove(task.due().number()));
        isTargetKnown = false;
    }

    private void lookAtTarget() {
        // Before it: one that is changed in between is then taken for an older one, not for the one that is registered.
        String revision = queue.revision();
        Optional<Destination> now = destinations.get();
        boolean isSame = target.filter(known -> known.revision().equals(revision)).map(Target::destination).equals(now);
        // Another object in any case: by it, what was taken before is told from what was read since.
        target = isSame ? target.map(Target::copy) : now.map(found -> Target.of(found, revision));
        isTargetKnown = true;
    }

    /** Whether nothing was forgotten since {@code task} was read. */
    boolean isCurrent(AttemptMaker.Task task) {
        return isTargetKnown && target.filter(now -> now == task.target()).isPresent();
    }

    /** To be called again and again, whether anything is to be sent or not. */
    void watchTheClock() {
        if (!isStarted) {
            queue.latestKnownTime().flatMap(watch::behind).ifPresent(this::setBack);
            isStarted = true;
        } else {
            watch.setBack().ifPresent(this::setBack);
        }
    }

    /**
     * The same where {@code gate} is open. It is looked at in here: who shuts it and then takes back what was read finds
     * nothing read afterwards.
     */
    synchronized Duration feed(Gate gate) {
        return gate.isOpen() ? feed() : SHUT_WAIT;
    }

    /** Reads ahead. @return when to call again, unless something happens before */
    synchronized Duration feed() {
        if (!isTargetKnown) {
            lookAtTarget();
        }
        int room = Math.min(room(), pace.allowed(surroundings.nanoTime().getAsLong()));
        if (room <= 0) {
            return ready.isEmpty() ? shorter(pace.untilNext(), LONGEST_WAIT) : LONGEST_WAIT;
        }
        Instant now = surroundings.clock().instant();
        List<DueMessage> due = queue.due(now, Set.copyOf(inFlight), room);
        if (due.isEmpty()) {
            return untilNext(now);
        }
        if (target.isEmpty()) {
            activity = Sending.Activity.NO_DESTINATION;
            return LONGEST_WAIT;
        }
        activity = Sending.Activity.SENDING;
        pace.passed(due.size());
        List<Task> tasks = due.stream().map(message -> new Task(message, target.get())).toList();
        tasks.forEach(task -> inFlight.add(task.due().number()));
        ready.addAll(tasks);
        return pace.untilNext().isZero() ? LONGEST_WAIT : shorter(pace.untilNext(), LONGEST_WAIT);
    }

    /** What was read ahead while the endpoint was slow must not be sent all at once when it is quick again. */
    private int room() {
        return Math.min(ready.room(), pace.burst() - ready.size());
    }

    private Duration untilNext(Instant now) {
        activity = inFlight.isEmpty() ? Sending.Activity.IDLE : Sending.Activity.SENDING;
        return queue.nextDue(Set.copyOf(inFlight)).map(due -> shorter(Duration.between(now, due), LONGEST_WAIT))
                .orElse(inFlight.isEmpty() ? IDLE_WAIT : LONGEST_WAIT);
    }

    private void setBack(Duration by) {
        queue.clockWentBack(by, surroundings.clock().instant());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
