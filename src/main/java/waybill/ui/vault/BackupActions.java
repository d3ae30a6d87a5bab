package waybill.ui.vault;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import javafx.stage.Window;

import waybill.ui.Context;
import waybill.ui.FilePicker;
import waybill.ui.Questions;
import waybill.ui.vault.PassphraseDialog.Ask;
import waybill.ui.vault.PassphraseDialog.First;
import waybill.ui.vault.PassphraseDialog.Typed;
import waybill.vault.Backup;
import waybill.vault.Backups;
import waybill.vault.Holding;
import waybill.vault.KeyChange;
import waybill.vault.Redirection;
import waybill.vault.VaultStatus;

/** Backing up, looking into a backup and using it. */
final class BackupActions {
    private static final String EXTENSION = "waybill";

    private final Context context;
    private final VaultModel vault;
    private final FilePicker files;
    private final Runnable reload;
    private final KeyTexts texts;

    /** @param reload reads the destination again after an import */
    BackupActions(Context context, VaultModel vault, FilePicker files, Runnable reload) {
        this.context = context;
        this.vault = vault;
        this.files = files;
        this.reload = reload;
        texts = new KeyTexts(context.messages());
    }

    void backUp(Window owner) {
        files.save(owner, kind("backup.save"), "backup." + EXTENSION)
                .ifPresent(path -> write(owner, path, Backup.Kind.VAULT, "backup.make"));
    }

    void exportDestination(Window owner) {
        files.save(owner, kind("backup.save"), "destination." + EXTENSION)
                .ifPresent(path -> write(owner, path, Backup.Kind.DESTINATION, "backup.export"));
    }

    /** Has a file chosen, asks for its passphrase, shows what is inside, and asks what is to be done with that. */
    void restore(Window owner) {
        files.open(owner, kind("backup.open")).ifPresent(path -> look(owner, path));
    }

    private void write(Window owner, Path target, Backup.Kind kind, String key) {
        PassphraseDialog.open(context, owner, new Ask(key, First.NOTHING, true),
                (typed, done) -> vault.backups().write(target, kind, typed.next(), written -> {
                    switch (written) {
                        case Backups.Written.Refused(var why, var _) -> say(owner, key, texts.of(why), done);
                        case Backups.Written.Done(var holding) -> {
                            boolean isHeard = isHeard(typed);
                            done.accept(Optional.empty());
                            if (isHeard) {
                                context.questions().tell(owner, context.text("backup.done.title"),
                                        context.text("backup.done.text", target.getFileName(), describe(holding)), "");
                            }
                        }
                    }
                }));
    }

    private void look(Window owner, Path source) {
        PassphraseDialog.open(context, owner, new Ask("backup.look", First.FILE_PASSPHRASE, false, source.getFileName()),
                (typed, done) -> vault.backups().look(source, typed.first(), looked -> {
                    switch (looked.look()) {
                        case Backups.Look.Refused(var why, var _) -> done.accept(Optional.of(texts.of(why)));
                        case Backups.Look.Inside(var backup) -> {
                            boolean isHeard = isHeard(typed);
                            done.accept(Optional.empty());
                            if (isHeard) {
                                askWhatToDo(owner, backup, looked.isKeychainReady());
                            } else {
                                vault.backups().discard(backup);
                            }
                        }
                    }
                }));
    }

    /**
     * Whether the window in which it was asked for is still there. A lock closes it: whoever sits there then has not opened the
     * vault, and may not be asked what is to be done with one.
     */
    private static boolean isHeard(Typed typed) {
        return typed.window().isShowing();
    }

    private void askWhatToDo(Window owner, Backup backup, boolean isKeychainReady) {
        String made = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .format(backup.made().atZone(ZoneId.systemDefault()));
        switch (backup.kind()) {
            case VAULT -> {
                String key = isKeychainReady ? "backup.restore.keychain" : "backup.restore.passphrase";
                askToRestore(owner, backup, new Ask(key, First.NOTHING, !isKeychainReady, made, describe(backup.holding())));
            }
            case DESTINATION -> {
                if (vault.isOpen()) {
                    askToImport(owner, backup, new Ask("backup.import", First.NOTHING, false, made,
                            describe(backup.holding()), trusted(backup.holding())));
                } else {
                    vault.backups().discard(backup);
                    context.questions().tell(owner, context.text("backup.import.title"), context.text("backup.import.closed"),
                            "");
                }
            }
        }
    }

    private void askToRestore(Window owner, Backup backup, Ask ask) {
        var afterwards = new AtomicReference<Runnable>(() -> vault.backups().discard(backup));
        PassphraseDialog.open(context, owner, ask, (typed, done) -> {
            Arrays.fill(typed.first(), '\0');
            vault.restore(backup, typed.next(), outcome -> {
                if (!ask.isNew() && isOfKeychain(outcome) && isHeard(typed)) {
                    // One that is ready and keeps nothing will not do so when it is asked again.
                    afterwards.set(() -> askToRestore(owner, backup,
                            new Ask("backup.restore.instead", First.NOTHING, true, ask.arguments())));
                    done.accept(Optional.empty());
                } else {
                    texts.of(outcome).ifPresentOrElse(failure -> say(owner, ask.key(), failure, done),
                            () -> done.accept(Optional.empty()));
                }
            });
        }, () -> afterwards.get().run());
    }

    private static boolean isOfKeychain(KeyChange outcome) {
        return outcome instanceof KeyChange.Refused(var why, var _) && why == VaultStatus.Refusal.KEYCHAIN_UNAVAILABLE;
    }

    private void askToImport(Window owner, Backup backup, Ask ask) {
        PassphraseDialog.open(context, owner, ask, (typed, done) -> {
            Arrays.fill(typed.first(), '\0');
            importDestination(owner, typed, backup, Optional.empty(), done);
        }, () -> vault.backups().discard(backup));
    }

    private void importDestination(Window owner, Typed typed, Backup backup, Optional<Redirection.Choice> choice,
            Consumer<Optional<String>> done) {
        vault.backups().importDestination(backup, choice, imported -> {
            switch (imported) {
                case Backups.Imported.Done() -> {
                    done.accept(Optional.empty());
                    reloadIfOpen();
                }
                case Backups.Imported.Refused(var why) -> {
                    say(owner, "backup.import", texts.of(why), done);
                    reloadIfOpen();
                }
                case Backups.Imported.Undecided(var redirection) when isHeard(typed) -> {
                    // It stays at work meanwhile: the backup is open until all is over.
                    askAboutWaiting(typed.window(), redirection,
                            chosen -> importDestination(owner, typed, backup, Optional.of(chosen), done),
                            () -> done.accept(Optional.of("")));
                }
                case Backups.Imported.Undecided _ ->
                    say(owner, "backup.import", context.text("backup.import.undecided"), done);
            }
        });
    }

    /** Where somebody wants to quit meanwhile, the window that asked is gone: what failed is said in another, and Waybill stays. */
    private void say(Window owner, String key, String failure, Consumer<Optional<String>> done) {
        done.accept(Optional.of(failure));
        vault.quitting().stay(() -> context.questions().tell(owner, context.text(key + ".title"), failure, ""));
    }

    private void reloadIfOpen() {
        if (vault.isOpen()) {
            reload.run();
        }
    }

    /** What waits was handed in for another host: the same question as when the destination is edited. */
    private void askAboutWaiting(Window owner, Redirection redirection, Consumer<Redirection.Choice> chosen,
            Runnable declined) {
        String from = redirection.from().orElseGet(() -> context.text("newHost.unknown"));
        var question = new Questions.Question("newHost.title", "newHost.text", "newHost.send", redirection.waiting(), from,
                redirection.to());
        context.questions().choose(owner, question, () -> chosen.accept(Redirection.Choice.SEND),
                new Questions.Other("newHost.cancel", () -> chosen.accept(Redirection.Choice.CANCEL)), declined);
    }

    private String describe(Holding holding) {
        String destination = holding.destination()
                .map(target -> context.text("backup.destination", target.host(), context.text("auth." + target.authType())))
                .orElseGet(() -> context.text("backup.noDestination"));
        return holding.messages() == 0 ? destination : destination + " " + context.text("backup.messages", holding.messages());
    }

    private String trusted(Holding holding) {
        List<String> names = holding.destination().map(Holding.Target::trusted).orElse(List.of());
        return names.isEmpty() ? "" : " " + context.text("backup.trusted", names.size(), String.join("; ", names));
    }

    private FilePicker.Kind kind(String titleKey) {
        return new FilePicker.Kind(context.text(titleKey), context.text("backup.files"), EXTENSION);
    }
}
