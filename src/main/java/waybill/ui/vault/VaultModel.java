package waybill.ui.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.ui.Background;
import waybill.ui.Messages;
import waybill.vault.Backup;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.KeyWay;
import waybill.vault.RecoveryKey;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** The vault as the window sees it. Used on the window's thread; deriving keys and opening files happens elsewhere. */
public final class VaultModel {
    private final Vault vault;
    private final Background background;
    private final BackupModel backups;
    private final VaultWork work;
    private final LateAnswer late;
    private final Quitting quitting;
    private final ReadOnlyObjectWrapper<Optional<VaultStatus>> status = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Runnable> keysChanged = new ArrayList<>();
    private final List<Runnable> replaced = new ArrayList<>();
    private boolean lockWanted;
    private boolean locking;

    public VaultModel(Vault vault, Background background, Messages messages) {
        this.vault = vault;
        this.background = background;
        work = new VaultWork(background, messages, this::ended, this::failed);
        late = new LateAnswer(this, work);
        backups = new BackupModel(vault, background, messages);
        quitting = new Quitting(this, work, backups);
        vault.onLateAnswer(() -> background.show(late::came));
    }

    /** Where the vault stands; empty while it is being found out. */
    public ReadOnlyObjectProperty<Optional<VaultStatus>> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public Optional<VaultStatus> status() {
        return status.get();
    }

    /** Opens what can be opened without asking. */
    public void open() {
        open(() -> {});
    }

    /** The same, then {@code done}, also where a lock that was wanted meanwhile came first. */
    void open(Runnable done) {
        late.expect();
        change(vault::open, done, new char[0]);
    }

    /** Opens a vault of which an older state was put back. */
    public void openOlder() {
        change(vault::openOlder, () -> {}, new char[0]);
    }

    /** Makes a vault that {@code passphrase} opens, which is wiped. */
    public void create(char[] passphrase, Runnable done) {
        change(() -> vault.create(passphrase), done, passphrase);
    }

    /** Tries {@code passphrase}, which is wiped. */
    public void unlock(char[] passphrase, Runnable done) {
        change(() -> vault.unlock(passphrase), done, passphrase);
    }

    /** Renames the vault's files and starts anew, also while the vault is open. What it held is not shown meanwhile. */
    public void setAside() {
        setAside(status().filter(now -> now instanceof VaultStatus.Refused || now instanceof VaultStatus.NeedsPassphrase)
                .isEmpty());
    }

    /** @param inAnyCase else not where it has opened since, as by trying again: it is not what a person gave up */
    private void setAside(boolean inAnyCase) {
        if (!inAnyCase && !work.isBusy() && isOpen()) {
            return;
        }
        // At once, so that it is not asked for twice; else nobody would hear of a new vault that is opened as the old one was.
        status.set(Optional.empty());
        if (work.isBusy()) {
            work.first(() -> setAside(inAnyCase));
            return;
        }
        replaced.forEach(Runnable::run);
        change(vault::setAside, () -> {}, new char[0]);
    }

    /**
     * Closes the database and wipes the keys. Nothing of the vault is shown from this moment on; if something else is at work on
     * it, that ends first, and what waits for that is refused.
     */
    public void lock() {
        if (work.isBusy()) {
            lockWanted = true;
            if (isOpen()) {
                locking = true;
                status.set(Optional.empty());
            }
            late.refuse();
        } else if (isOpen() || vault.status() instanceof VaultStatus.Opened) {
            // What failed unforeseen may have left it open behind a page that says so.
            locking = true;
            status.set(Optional.empty());
            work.run("job.lock", vault::lock, now -> {
                locking = false;
                status.set(Optional.of(now));
            }, () -> {});
        }
    }

    /** Shows nothing of it any more, and has it locked after what is at work. */
    void hide() {
        if (work.isBusy()) {
            lock();
        }
        status.set(Optional.empty());
    }

    /** Shows it as it is, after {@link #hide}. */
    void showAgain() {
        show(vault.status());
    }

    /** Quits once nothing is at work on the vault. */
    public Quitting quitting() {
        return quitting;
    }

    /** Whether it is locked as soon as what is at work has ended. */
    boolean isLockWanted() {
        return lockWanted;
    }

    /** Whether it is being locked: what is under way is written first, which may take some seconds. */
    boolean isLocking() {
        return locking;
    }

    /** Whether something that has begun, which the status line names, has to come to its end before it is locked. */
    boolean lockWaits() {
        return locking && lockWanted;
    }

    /** Whether there is a vault that is not open, or is being closed: nothing is delivered. */
    public boolean isShut() {
        return locking || status().filter(VaultModel::isShut).isPresent();
    }

    private static boolean isShut(VaultStatus status) {
        return switch (status) {
            case VaultStatus.NeedsPassphrase _,VaultStatus.Locked _,VaultStatus.Refused _ -> true;
            case VaultStatus.Opened _,VaultStatus.NeedsNewPassphrase _ -> false;
        };
    }

    public boolean isOpen() {
        return status().filter(VaultStatus.Opened.class::isInstance).isPresent();
    }

    boolean isOpenedBy(VaultStatus.OpenedBy by) {
        return status().filter(new VaultStatus.Opened(by)::equals).isPresent();
    }

    /** Runs {@code listener} when {@link #ways} may have changed. */
    public void onKeysChanged(Runnable listener) {
        keysChanged.add(listener);
    }

    /** Runs {@code listener} when another vault takes the place of this one, before it is opened. */
    public void onReplaced(Runnable listener) {
        replaced.add(listener);
    }

    /** What the vault can be opened with. */
    public Set<KeyWay> ways() {
        return vault.ways();
    }

    /** Why the keychain did not open it, where a passphrase is asked for instead. */
    Optional<VaultStatus.Refusal> keychainFault() {
        return vault.keychainFault();
    }

    /** Runs {@code listener} a moment later if there is a vault, or part of one, whatever its state. */
    void ifItHasFiles(Runnable listener) {
        background.quietly(vault::hasFiles, has -> Optional.of(has).filter(Boolean::booleanValue).ifPresent(_ -> listener.run()));
    }

    /** Whether a late answer of the keychain opens it. */
    public LateAnswer late() {
        return late;
    }

    /** Changes the keys of the open vault. Passphrases are wiped. */
    public void change(KeyOrder order, char[] present, Consumer<KeyChange> done) {
        work.run(order instanceof KeyOrder.NewKeys ? "job.newKeys" : "job.keys", () -> vault.change(order, present), outcome -> {
            show(vault.status());
            keysChanged.forEach(Runnable::run);
            done.accept(outcome);
        }, () -> {
            order.wipe();
            refuse(done, present);
        });
    }

    /** Opens the vault with its recovery key and sets a new passphrase. The passphrase is wiped, the key closed. */
    public void recover(RecoveryKey key, char[] next, Consumer<KeyChange> done) {
        work.run("job.vault", () -> vault.recover(key, next), outcome -> {
            show(vault.status());
            done.accept(outcome);
        }, () -> {
            key.close();
            refuse(done, next);
        });
    }

    /** Backups of the vault, which are made and looked into beside what is done to it. */
    public BackupModel backups() {
        return backups;
    }

    /** Puts what {@code backup} holds in place of the vault. An empty passphrase is none, for the keychain. It is wiped. */
    public void restore(Backup backup, char[] passphrase, Consumer<KeyChange> done) {
        work.run("job.restore", () -> vault.restore(backup, passphrase), outcome -> {
            if (outcome instanceof KeyChange.Changed) {
                // Else nobody would hear of a restored vault that is opened as the old one was.
                status.set(Optional.empty());
                replaced.forEach(Runnable::run);
            }
            show(vault.status());
            done.accept(outcome);
        }, () -> refuse(done, passphrase));
    }

    private void change(Supplier<VaultStatus> change, Runnable done, char[] passphrase) {
        work.run("job.vault", change::get, now -> {
            show(now);
            done.run();
        }, () -> {
            Arrays.fill(passphrase, '\0');
            done.run();
        });
    }

    /** A vault that is open and is to be locked next is not shown. */
    private void show(VaultStatus now) {
        if (!lockWanted || !(now instanceof VaultStatus.Opened)) {
            locking = false;
            status.set(Optional.of(now));
        }
    }

    private static void refuse(Consumer<KeyChange> done, char[] passphrase) {
        Arrays.fill(passphrase, '\0');
        done.accept(new KeyChange.Refused(VaultStatus.Refusal.OTHER, "the vault was locked meanwhile"));
    }

    /** A lock that was wanted meanwhile comes first, and nothing of what waited then comes after it: that might open it again. */
    private void ended() {
        if (lockWanted) {
            lockWanted = false;
            Runnable refuseWaiting = work.takeWaiting();
            lock();
            refuseWaiting.run();
        }
        quitting.goOn();
    }

    /** Said on the page, which offers to try again, rather than waiting for ever. No window of the vault stays open. */
    private void failed(Throwable failure) {
        locking = false;
        // Not what it was before, or the windows would not hear of it.
        status.set(Optional.empty());
        status.set(Optional.of(new VaultStatus.Refused(VaultStatus.Refusal.OTHER, failure.getClass().getName())));
    }
}
