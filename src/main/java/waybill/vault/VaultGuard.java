package waybill.vault;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import waybill.vault.VaultStatus.Refusal;

/** Makes values of failures, and runs what has to be done before the vault is closed and after it is opened. */
final class VaultGuard {
    private final VaultFolder folder;
    private final List<Runnable> beforeClosing = new CopyOnWriteArrayList<>();
    private final List<Runnable> afterOpening = new CopyOnWriteArrayList<>();
    private volatile Consumer<RuntimeException> unexpected = _ -> {};

    VaultGuard(VaultFolder folder) {
        this.folder = folder;
    }

    /** Work on the vault. */
    interface Work<R> {
        R run() throws IOException;
    }

    void onUnexpected(Consumer<RuntimeException> listener) {
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
        try {
            return work.run();
        } catch (VaultException e) {
            return refused.apply(e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused.apply(FileFaults.refusal(folder.path(), e), e.toString());
        } catch (RuntimeException e) {
            unexpected.accept(e);
            // Without the message, which nobody has looked through for secrets.
            return refused.apply(Refusal.OTHER, e.getClass().getName());
        }
    }

    KeyChange change(Work<KeyChange> work) {
        return run(work, KeyChange.Refused::new);
    }

    /** Whatever goes wrong there must not keep the vault open. */
    void runBeforeClosing() {
        beforeClosing.forEach(this::attempt);
    }

    void runAfterOpening() {
        afterOpening.forEach(this::attempt);
    }

    void close(VaultOpening opening) {
        attempt(opening::close);
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            unexpected.accept(e);
        }
    }
}
