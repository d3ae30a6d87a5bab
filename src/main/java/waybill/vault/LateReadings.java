package waybill.vault;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import waybill.vault.Keychain.Reading;

/** Questions to the keychain whose time was over before they were answered: the system may still be asking a person. Thread-safe. */
final class LateReadings {
    private final Map<String, CompletableFuture<Reading>> late = new ConcurrentHashMap<>();
    private volatile Runnable told = () -> {};

    /** Runs {@code listener}, on any thread, when {@link #tell} is called or a secret has come after its time. */
    void onAnswer(Runnable listener) {
        told = listener;
    }

    void tell() {
        told.run();
    }

    /** A question that is not answered yet. */
    void add(String entry, CompletableFuture<Reading> answer) {
        late.put(entry, answer);
        answer.thenAccept(reading -> {
            if (reading instanceof Reading.Found && late.get(entry) == answer) {
                tell();
            }
        });
    }

    /** The question that is out, or what it brought; empty where asking anew is better. The caller has it from now on. */
    Optional<CompletableFuture<Reading>> take(String entry) {
        return Optional.ofNullable(late.remove(entry))
                .filter(answer -> !answer.isDone() || answer.state() == CompletableFuture.State.SUCCESS
                        && answer.join() instanceof Reading.Found);
    }

    /** Nobody wants the answer any more. */
    void drop(String entry) {
        Optional.ofNullable(late.remove(entry)).ifPresent(answer -> answer.thenAccept(LateReadings::wipe));
    }

    void drop() {
        late.keySet().forEach(this::drop);
    }

    static void wipe(Reading reading) {
        if (reading instanceof Reading.Found(var secret)) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
