package waybill.vault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A keychain that always answers in time. Each question has a daemon thread of its own, which is left alone when the time is
 * over; what it stored after that is undone. What changes the same entry goes one after the other, so that what comes late never
 * hits what was stored since. A keychain that throws has not answered.
 * <p>
 * A person whom the system asks, to unlock the keychain or to give an entry away, may take longer. They are not interrupted, and
 * nobody is asked a second time: their answer is told to {@link #onLateAnswer}, and is there for the next {@link #read}.
 */
final class TimedKeychain implements Keychain {
    /** Long enough for a slow service, short enough for a person who waits. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Reading NO_ANSWER = new Reading.Unavailable("the keychain did not answer");
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Keychain keychain;
    private final Duration limit;
    private final ThreadFactory threads;
    private final LateReadings late = new LateReadings();
    /** The last change of each entry that is still under way. */
    private final Map<String, CompletableFuture<Void>> changes = new ConcurrentHashMap<>();
    private volatile Optional<Long> taskEnd = Optional.empty();
    private CompletableFuture<Boolean> prompt = CompletableFuture.completedFuture(false);

    TimedKeychain(Keychain keychain, Duration limit) {
        this(keychain, limit, work -> Thread.ofPlatform().daemon().name("keychain-" + THREADS.incrementAndGet()).unstarted(work));
    }

    TimedKeychain(Keychain keychain, Duration limit, ThreadFactory threads) {
        this.keychain = keychain;
        this.limit = limit;
        this.threads = threads;
    }

    /** Runs {@code listener}, on any thread, when an answer came after its time that makes reading again worth while. */
    void onLateAnswer(Runnable listener) {
        late.onAnswer(listener);
    }

    /** Everything that is asked from now on shares one time limit: a task of many questions must not wait many times as long. */
    void begin() {
        taskEnd = Optional.of(System.nanoTime() + limit.toNanos());
    }

    /** The keychain itself, for threads that nobody waits for. */
    Keychain withoutLimit() {
        return keychain;
    }

    /** Wipes answers that came after their time, or will. */
    void dropLate() {
        late.drop();
    }

    @Override
    public Availability availability() {
        return call(keychain::availability, Availability.ABSENT, _ -> {}, end());
    }

    /** The same, not as part of the task that {@link #begin} began. */
    Availability availabilityBesideTasks() {
        return call(keychain::availability, Availability.ABSENT, _ -> {}, System.nanoTime() + limit.toNanos());
    }

    /** Has the person asked where the keychain is locked; all in the one time limit. */
    @Override
    public Reading read(String entry) {
        long end = end();
        Reading reading = read(entry, NO_ANSWER, end);
        return reading instanceof Reading.Locked && unlock(end) ? read(entry, reading, end) : reading;
    }

    @Override
    public boolean unlock() {
        return unlock(end());
    }

    /** Stores a copy, since a call that comes late must not see the caller wipe it. */
    @Override
    public boolean store(String entry, byte[] secret) {
        byte[] copy = secret.clone();
        late.drop(entry);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        inTurn(entry, answer, () -> settle(answer, () -> isStored(entry, copy, answer), stored -> {
            if (stored) {
                keychain.remove(entry);
            }
        }));
        return given(answer, false, end());
    }

    @Override
    public void remove(String entry) {
        remove(entry, () -> true, end());
    }

    private void remove(String entry, BooleanSupplier isLeft, long end) {
        late.drop(entry);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        inTurn(entry, answer, () -> settle(answer, () -> {
            if (isLeft.getAsBoolean()) {
                keychain.remove(entry);
            }
            return true;
        }, _ -> {}));
        given(answer, false, end);
    }

    /** Whether the keychain answers that it has no such entry. Has no person asked. */
    boolean isMissing(String entry) {
        return isMissing(entry, end());
    }

    /**
     * Removes an entry, not as part of the task that {@link #begin} began.
     *
     * @param isLeft asked when it is the entry's turn: false where it is wanted again
     * @return as {@link #isMissing}
     */
    boolean isForgottenBesideTasks(String entry, BooleanSupplier isLeft) {
        long end = System.nanoTime() + limit.toNanos();
        remove(entry, isLeft, end);
        return isMissing(entry, end);
    }

    private boolean isMissing(String entry, long end) {
        Reading reading = call(() -> keychain.read(entry), NO_ANSWER, LateReadings::wipe, end);
        LateReadings.wipe(reading);
        return reading instanceof Reading.Missing;
    }

    /** Begins to read an entry, for a caller who has something else to do meanwhile and asks for what came of it after that. */
    Supplier<Reading> begunToRead(String entry) {
        long end = end();
        CompletableFuture<Reading> answer = ask(() -> keychain.read(entry), LateReadings::wipe);
        return () -> given(answer, NO_ANSWER, end);
    }

    private Reading read(String entry, Reading otherwise, long end) {
        CompletableFuture<Reading> answer = late.take(entry)
                .orElseGet(() -> ask(() -> keychain.read(entry), LateReadings::wipe));
        try {
            return answer(answer, end);
        } catch (ExecutionException _) {
            return otherwise;
        } catch (TimeoutException _) {
            late.add(entry, answer);
            return otherwise;
        }
    }

    private boolean unlock(long end) {
        CompletableFuture<Boolean> answer = prompt();
        try {
            return answer(answer, end);
        } catch (ExecutionException _) {
            return false;
        } catch (TimeoutException _) {
            answer.thenAccept(unlocked -> {
                if (unlocked) {
                    late.tell();
                }
            });
            return false;
        }
    }

    /** A prompt that is still out from before, or a new one. */
    private synchronized CompletableFuture<Boolean> prompt() {
        if (prompt.isDone()) {
            prompt = ask(keychain::unlock, _ -> {});
        }
        return prompt;
    }

    private <T> T call(Supplier<T> question, T otherwise, Consumer<T> undo, long end) {
        return given(ask(question, undo), otherwise, end);
    }

    private static <T> T given(CompletableFuture<T> answer, T otherwise, long end) {
        try {
            return answer(answer, end);
        } catch (ExecutionException _) {
            return otherwise;
        } catch (TimeoutException _) {
            // From here on an answer is late, unless it came just now.
            return answer.complete(otherwise) ? otherwise : answer.exceptionally(_ -> otherwise).join();
        }
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question, Consumer<T> undo) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        start(() -> settle(answer, question, undo));
        return answer;
    }

    /** Does not store where nobody waits for it any more, for it had to wait for another change. */
    private boolean isStored(String entry, byte[] copy, CompletableFuture<Boolean> answer) {
        try {
            return !answer.isDone() && keychain.store(entry, copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Runs {@code work} once earlier changes of the entry are over, late ones and what undoes them, too. */
    private void inTurn(String entry, CompletableFuture<?> answer, Runnable work) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Void> before = Optional.ofNullable(changes.put(entry, over))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        Runnable end = () -> {
            changes.remove(entry, over);
            over.complete(null);
        };
        before.thenRun(() -> {
            try {
                start(() -> {
                    try {
                        work.run();
                    } finally {
                        end.run();
                    }
                });
            } catch (Error e) {
                // No thread for it. Later changes of the entry must not wait for it for ever, nor whoever asked.
                answer.completeExceptionally(e);
                end.run();
            }
        });
    }

    private static <T> void settle(CompletableFuture<T> answer, Supplier<T> question, Consumer<T> undo) {
        try {
            T given = question.get();
            if (!answer.complete(given)) {
                undo.accept(given);
            }
        } catch (RuntimeException | LinkageError e) {
            answer.completeExceptionally(e);
        }
    }

    private void start(Runnable work) {
        threads.newThread(work).start();
    }

    /** @throws TimeoutException at {@code end}, and at once where this thread is interrupted */
    private static <T> T answer(CompletableFuture<T> answer, long end) throws ExecutionException, TimeoutException {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    private long end() {
        long end = System.nanoTime() + limit.toNanos();
        return taskEnd.filter(earlier -> earlier - end < 0).orElse(end);
    }
}
