package waybill.ui.vault;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
    private Consumer<Runnable> importing = Runnable::run;

    BackupModel(Vault vault, Background background, Messages messages) {
        this.vault = vault;
        this.background = background;
        this.messages = messages;
    }

    /** Writes a backup of the open vault. The passphrase is wiped. */
    public void write(Path target, Backup.Kind kind, char[] passphrase, Consumer<Backups.Written> done) {
        background.run(messages.text("job.backup"), () -> vault.backups().write(target, kind, passphrase), done,
                failure -> done.accept(new Backups.Written.Refused(BackupFault.OTHER, type(failure))));
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
        background.run(messages.text("job.restore"), () -> {
            var imported = new AtomicReference<Backups.Imported>();
            still.accept(() -> imported.set(vault.backups().importDestination(backup, choice)));
            return imported.get();
        }, done,
                _ -> done.accept(new Backups.Imported.Refused(BackupFault.OTHER)));
    }

    /** Closes a backup that was looked into. */
    public void discard(Backup backup) {
        background.quietly(() -> {
            backup.close();
            return true;
        }, _ -> {});
    }

    private static String type(Throwable failure) {
        return failure.getClass().getName();
    }
}
