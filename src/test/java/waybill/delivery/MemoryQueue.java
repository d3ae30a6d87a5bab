package waybill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import waybill.SettableClock;
import waybill.destination.StorageException;

/** Queue and control without a disk, which can be made to fail. Thread-safe. */
final class MemoryQueue implements DeliveryQueue, DeliveryControl {
    private final SettableClock clock;
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final List<RecordedAttempt> recorded = new ArrayList<>();
    private final List<Boolean> tidied = new ArrayList<>();
    private int parts;
    private DeliverySettings settings = DeliverySettings.DEFAULT;
    private Optional<Hold> hold = Optional.empty();
    private Optional<Instant> latest = Optional.empty();
    private boolean isPaused;
    private boolean isFull;
    private boolean isSetBack;
    private long last;
    private volatile Reading reading = new Reading(new CountDownLatch(1), new CountDownLatch(0));

    private volatile Optional<Throwable> writing = Optional.empty();
    private volatile Optional<Throwable> readingFailure = Optional.empty();

    /** @param begun opened once somebody reads; @param goesOn opened once they may */
    private record Reading(CountDownLatch begun, CountDownLatch goesOn) {}

    private record Waiting(DueMessage message, Instant due) {}

    MemoryQueue(SettableClock clock) {
        this.clock = clock;
    }

    synchronized List<RecordedAttempt> recorded() {
        return List.copyOf(recorded);
    }

    synchronized void setFull(boolean full) {
        isFull = full;
    }

    /** Nothing can be written, for a reason that nobody expects; empty for the contrary. */
    void failWritingWith(Optional<Throwable> why) {
        writing = why;
    }

    void failReadingWith(Optional<Throwable> why) {
        readingFailure = why;
    }

    private static void fail(Optional<Throwable> why) {
        switch (why.orElse(null)) {
            case null -> {
            }
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    synchronized void setLatest(Instant instant) {
        latest = Optional.of(instant);
    }

    synchronized void retryAt(long number, Instant due) {
        waiting.computeIfPresent(number, (_, known) -> new Waiting(known.message(), due));
    }

    /** Whether it was told that the clock went back. */
    synchronized boolean isSetBack() {
        return isSetBack;
    }

    @Override
    public long newBatch() {
        return 1;
    }

    @Override
    public synchronized List<Long> enqueue(long batch, List<NewMessage> messages, List<FileMemory.Handed> files) {
        return messages.stream().map(message -> {
            waiting.put(++last,
                    new Waiting(new DueMessage(last, batch, message.message(), Trigger.INITIAL, 1, 0), clock.instant()));
            return last;
        }).toList();
    }

    /** Whoever reads the settings waits from now on. @return opened once somebody does */
    CountDownLatch holdUpReading() {
        var reads = new CountDownLatch(1);
        reading = new Reading(reads, new CountDownLatch(1));
        return reads;
    }

    void letReadingGoOn() {
        reading.goesOn().countDown();
    }

    private void beforeReading() {
        reading.begun().countDown();
        try {
            reading.goesOn().await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized List<DueMessage> due(Instant now, Set<Long> except, int limit) {
        fail(readingFailure);
        return ordered(except).filter(entry -> hold.isEmpty() && !entry.due().isAfter(now)).limit(limit).map(Waiting::message)
                .toList();
    }

    @Override
    public boolean markCancelled() {
        return false;
    }

    @Override
    public String revision() {
        return "";
    }

    @Override
    public synchronized Optional<Instant> nextDue(Set<Long> except) {
        return ordered(except).map(Waiting::due).findFirst();
    }

    private java.util.stream.Stream<Waiting> ordered(Set<Long> except) {
        return waiting.values().stream().filter(entry -> !except.contains(entry.message().number()))
                .sorted(Comparator.comparing(Waiting::due));
    }

    @Override
    public synchronized Optional<Hold> record(List<RecordedAttempt> attempts) {
        fail(writing);
        if (isFull) {
            throw new StorageException(StorageException.Fault.DISK_FULL);
        }
        Optional<Hold> begun = Optional.empty();
        for (var attempt : attempts) {
            recorded.add(attempt);
            var known = waiting.remove(attempt.message()).message();
            if (attempt.next() instanceof Next.Retry(var due)) {
                var again = new DueMessage(known.number(), known.batch(), known.message(), Trigger.RETRY, known.attempt() + 1,
                        known.round() + (attempt.attempt().outcome() instanceof Outcome.Cancelled ? 0 : 1));
                waiting.put(attempt.message(), new Waiting(again, due));
            }
            if (attempt.attempt().outcome().holdsDestination()) {
                begun = Optional.of(new Hold(Hold.Reason.GONE, clock.instant(), 0));
                hold = begun;
            }
        }
        return begun;
    }

    @Override
    public synchronized void clockWentBack(Duration by, Instant now) {
        isSetBack = true;
        waiting.replaceAll((_, known) -> known.due().isAfter(now) ? new Waiting(known.message(), known.due().minus(by)) : known);
    }

    @Override
    public synchronized boolean tidy(boolean isIdle) {
        tidied.add(isIdle);
        return tidied.size() < parts;
    }

    /** To be tidied in so many parts. */
    synchronized void hasParts(int count) {
        parts = count;
    }

    /** Whether it was idle, each time it was tidied. */
    synchronized List<Boolean> tidied() {
        return List.copyOf(tidied);
    }

    @Override
    public synchronized Optional<Instant> latestKnownTime() {
        return latest;
    }

    @Override
    public DeliverySettings settings() {
        beforeReading();
        return settingsNow();
    }

    private synchronized DeliverySettings settingsNow() {
        return settings;
    }

    @Override
    public synchronized void change(DeliverySettings newSettings) {
        settings = newSettings;
    }

    @Override
    public synchronized boolean isPaused() {
        return isPaused;
    }

    @Override
    public synchronized void setPaused(boolean paused) {
        isPaused = paused;
    }

    @Override
    public synchronized Optional<Hold> hold() {
        return hold;
    }

    @Override
    public Optional<Retention.Tally> removed() {
        return Optional.empty();
    }

    @Override
    public synchronized void release() {
        hold = Optional.empty();
    }
}
