package waybill.ui.vault;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import waybill.ui.Background;
import waybill.ui.Messages;
import waybill.vault.Backup;
import waybill.vault.BackupFault;
import waybill.vault.Backups;
import waybill.vault.Redirection;
import waybill.vault.Vault;

/** Backups as the window sees them. Used on the window's thread; files are written and read elsewhere, beside other work. */
public final class BackupModel {
    private final Vault vault;
    private final Background background;
    private final Messages messages;
    private Runnable ended = () -> {};
    private Consumer<Runnable> importing = Runnable::run;
    private int changing;

    BackupModel(Vault vault, Background background, Messages messages) {
        this.vault = vault;
        this.background = background;
        this.messages = messages;
    }

    /** Runs {@code listener} when the writing of a file, or the import of a destination, is over. */
    void onEnded(Runnable listener) {
        ended = listener;
    }

    /** Whether a file is being written, or the destination replaced. */
    boolean isBusy() {
        return changing > 0;
    }

    /** Writes a backup of the open vault. The passphrase is wiped. */
    public void write(Path target, Backup.Kind kind, char[] passphrase, Consumer<Backups.Written> done) {
        run("job.backup", () -> vault.backups().write(target, kind, passphrase), done,
                failure -> new Backups.Written.Refused(BackupFault.OTHER, type(failure)));
    }

    /** Looks into a backup. The passphrase is wiped. */
    public void look(Path source, char[] passphrase, Consumer<Looked> done) {
        background.run(messages.text("job.look"),
                () -> new Looked(vault.backups().look(source, passphrase), vault.isKeychainReady()), done,
                failure -> done.accept(new Looked(new Backups.Look.Refused(BackupFault.OTHER, type(failure)), false)));
    }

    /** What was found in a backup. @param isKeychainReady whether the keychain can keep the key of a restored vault */
    public record Looked(Backups.Look look, boolean isKeychainReady) {}

    /** @param still runs what replaces the destination, so that nothing is sent to the one before from then on; any thread */
    public void importWhile(Consumer<Runnable> still) {
        importing = still;
    }

    /** Replaces the destination by the one in {@code backup}. @param choice what becomes of messages for another host */
    public void importDestination(Backup backup, Optional<Redirection.Choice> choice, Consumer<Backups.Imported> done) {
        var still = importing;
        run("job.restore", () -> {
            var imported = new AtomicReference<Backups.Imported>();
            still.accept(() -> imported.set(vault.backups().importDestination(backup, choice)));
            return imported.get();
        }, done, _ -> new Backups.Imported.Refused(BackupFault.OTHER));
    }

    /** Closes a backup that was looked into. */
    public void discard(Backup backup) {
        background.quietly(() -> {
            backup.close();
            return true;
        }, _ -> {});
    }

    private <T> void run(String job, Callable<T> work, Consumer<T> done, Function<Throwable, T> failed) {
        Consumer<T> over = result -> {
            changing--;
            try {
                done.accept(result);
            } finally {
                ended.run();
            }
        };
        background.run(messages.text(job), work, over, failure -> over.accept(failed.apply(failure)));
        // Only now: without memory for a thread, say, nothing is at work, and nothing would ever be over.
        changing++;
    }

    private static String type(Throwable failure) {
        return failure.getClass().getName();
    }
}
