package waybill.vault;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A keychain that always answers in time. Each call has a daemon thread of its own, which is left alone when the time is
 * over; what it brings after that is undone. A keychain that throws has not answered.
 */
final class TimedKeychain implements Keychain {
    /** Long enough for a slow service, short enough for a person who waits. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Keychain keychain;
    private final Duration limit;

    TimedKeychain(Keychain keychain, Duration limit) {
        this.keychain = keychain;
        this.limit = limit;
    }

    @Override
    public Availability availability() {
        return call(keychain::availability, Availability.ABSENT, _ -> {});
    }

    @Override
    public Reading read(String entry) {
        return call(() -> keychain.read(entry), new Reading.Unavailable("the keychain did not answer"), late -> {
            if (late instanceof Reading.Found(var secret)) {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    /** Stores a copy, since a call that comes late must not see the caller wipe it. */
    @Override
    public boolean store(String entry, byte[] secret) {
        byte[] copy = secret.clone();
        return call(() -> {
            try {
                return keychain.store(entry, copy);
            } finally {
                Arrays.fill(copy, (byte) 0);
            }
        }, false, late -> {
            if (late) {
                keychain.remove(entry);
            }
        });
    }

    @Override
    public void remove(String entry) {
        call(() -> {
            keychain.remove(entry);
            return true;
        }, false, _ -> {});
    }

    private <T> T call(Supplier<T> question, T otherwise, Consumer<T> undo) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("keychain-" + THREADS.incrementAndGet()).start(() -> {
            try {
                T given = question.get();
                if (!answer.complete(given)) {
                    undo.accept(given);
                }
            } catch (RuntimeException | LinkageError e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException _) {
            return otherwise;
        } catch (TimeoutException _) {
            return giveUp(answer, otherwise);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return giveUp(answer, otherwise);
        }
    }

    /** From here on an answer is late, unless it came just now. */
    private static <T> T giveUp(CompletableFuture<T> answer, T otherwise) {
        return answer.complete(otherwise) ? otherwise : answer.exceptionally(_ -> otherwise).join();
    }
}
