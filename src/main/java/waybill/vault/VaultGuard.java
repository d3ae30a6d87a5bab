package waybill.vault;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

import waybill.vault.VaultStatus.Refusal;

/** Makes values of failures, and runs what has to be done before the vault is closed and after it is opened. */
final class VaultGuard {
    private final VaultFolder folder;
    private final List<Runnable> beforeClosing = new CopyOnWriteArrayList<>();
    private final List<Runnable> afterOpening = new CopyOnWriteArrayList<>();
    private volatile Consumer<Throwable> unexpected = _ -> {};
    /** Whether what is run before closing was run last. Used by one thread at a time. */
    private boolean isStopped;

    VaultGuard(VaultFolder folder) {
        this.folder = folder;
    }

    /** Work on the vault. */
    interface Work<R> {
        R run() throws IOException;
    }

    void onUnexpected(Consumer<Throwable> listener) {
        unexpected = listener;
    }

    void beforeClosing(Runnable work) {
        beforeClosing.add(work);
    }

    void afterOpening(Runnable work) {
        afterOpening.add(work);
    }

    /** What {@code work} returns, or {@code refused} with why it failed and the technical detail. */
    <R> R run(Work<R> work, BiFunction<Refusal, String, R> refused) {
        return run(work, Refusal.OTHER::equals, refused);
    }

    /** The detail is in no window: whatever fails is told. */
    KeyChange change(Work<KeyChange> work) {
        return run(work, _ -> true, KeyChange.Refused::new);
    }

    /** Tells of a failure for which there is no better sentence than that the log says more. */
    void tell(Throwable failure) {
        unexpected.accept(failure);
    }

    /** Whatever goes wrong there must not keep the vault open. */
    void runBeforeClosing() {
        isStopped = true;
        beforeClosing.forEach(this::attempt);
    }

    void runAfterOpening() {
        isStopped = false;
        afterOpening.forEach(this::attempt);
    }

    /** For a vault that is open: has what was stopped go on, and does nothing where nothing was. */
    void resume() {
        if (isStopped) {
            runAfterOpening();
        }
    }

    void close(VaultOpening opening) {
        attempt(opening::close);
    }

    private <R> R run(Work<R> work, Predicate<Refusal> isTold, BiFunction<Refusal, String, R> refused) {
        try {
            return work.run();
        } catch (IOException | RuntimeException | Error e) {
            // An error is too little memory, or a database so damaged that H2 trips over its own assertions.
            Refusal why = refusal(e);
            if (isTold.test(why)) {
                tell(e);
            }
            return refused.apply(why, detail(e));
        }
    }

    private Refusal refusal(Throwable failure) {
        return switch (failure) {
            case VaultException fault -> fault.refusal();
            case IOException fault -> FileFaults.refusal(folder.path(), fault);
            default -> Refusal.OTHER;
        };
    }

    private static String detail(Throwable failure) {
        return switch (failure) {
            case VaultException fault -> String.valueOf(fault.getMessage());
            case IOException fault -> fault.toString();
            // Without the message, which nobody has looked through for secrets.
            default -> failure.getClass().getName();
        };
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            unexpected.accept(e);
        }
    }
}
