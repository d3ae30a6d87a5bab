package waybill.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/**
 * The vault: key file and database in one folder, made, opened and locked together.
 * <p>
 * Every method but {@link #status} blocks, for up to some seconds: never call them on the window's thread. They may be called
 * from any thread and run one after the other. None makes a new key while a key file or a database is there. What fails is a
 * status, also where it was not foreseen, and leaves nothing half open.
 */
public final class Vault implements AutoCloseable {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final PassphraseDelay delay;
    private final VaultMaking making;
    private final VaultOpening opening;
    private final SetAside setAside;
    private final KeychainEntries keychain;
    private final Replacement replacement;
    private final Renewal renewal;
    private final KeyChanges changes;
    private final List<Runnable> beforeClosing = new CopyOnWriteArrayList<>();
    private volatile Consumer<RuntimeException> unexpected = _ -> {};
    private volatile VaultStatus status = closed();

    /**
     * @param folder where the vault is or will be
     * @param keychain asked on threads of their own, each time for at most five seconds
     * @param random for keys, salts and nonces
     */
    public Vault(Path folder, Keychain keychain, KeyedStore store, InstantSource clock, SecureRandom random) {
        this(new VaultFolder(folder), store, new TimedKeychain(keychain, TimedKeychain.LIMIT), clock,
                new VaultCreation(new VaultFolder(folder), store, random, Argon2Cost.USUAL));
    }

    Vault(VaultFolder folder, KeyedStore store, TimedKeychain keychain, InstantSource clock, VaultCreation creation) {
        this.folder = folder;
        this.store = store;
        this.keychain = new KeychainEntries(keychain);
        delay = new PassphraseDelay(clock);
        replacement = new Replacement(folder, store);
        making = new VaultMaking(folder, store, this.keychain, creation);
        opening = new VaultOpening(folder, store, this.keychain, delay, replacement);
        setAside = new SetAside(folder, store, creation, clock);
        renewal = new Renewal(store, this.keychain, opening, creation, replacement);
        changes = new KeyChanges(opening, this.keychain, delay, creation, renewal);
    }

    /** Tells {@code listener}, on any thread, of failures that nobody foresaw; the status has only their type. */
    public void onUnexpected(Consumer<RuntimeException> listener) {
        unexpected = listener;
    }

    /**
     * Runs {@code work} each time before an open vault is closed: to stop what uses the database. On the thread that closes it,
     * which waits; {@code work} must not call the vault.
     */
    public void beforeClosing(Runnable work) {
        beforeClosing.add(work);
    }

    /** What the vault can be opened with; empty while that is not known. At once, from any thread. */
    public Set<KeyWay> ways() {
        return opening.ways();
    }

    /** Where the vault stands, at once. Before {@link #open} and after {@link #close}: refused, as not opened. */
    public VaultStatus status() {
        return status;
    }

    /**
     * Opens the vault as far as that goes without asking a person. Where there is none and the keychain is ready, makes one.
     * May be called again after a refusal, when what stood in the way is gone.
     */
    public synchronized VaultStatus open() {
        if (!(status instanceof VaultStatus.Opened)) {
            status = attempt(this::openOrBegin);
        }
        return status;
    }

    /**
     * Makes a new vault that {@code passphrase} opens, and opens it. Only while the status is
     * {@link VaultStatus.NeedsNewPassphrase}; else nothing happens.
     *
     * @param passphrase at least one character; is wiped
     */
    public synchronized VaultStatus create(char[] passphrase) {
        try {
            if (status instanceof VaultStatus.NeedsNewPassphrase && passphrase.length > 0) {
                status = attempt(() -> makeWith(passphrase));
            }
            return status;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * Opens the vault with {@code passphrase}. Only while the status is {@link VaultStatus.NeedsPassphrase} and not before the
     * time that it gives; else nothing happens. A wrong passphrase is counted and makes the next one wait.
     *
     * @param passphrase is wiped
     */
    public synchronized VaultStatus unlock(char[] passphrase) {
        try {
            if (status instanceof VaultStatus.NeedsPassphrase && delay.isOver()) {
                status = attempt(() -> opening.unlock(passphrase));
            }
            return status;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * Renames the files of a vault that is of no use any more, deletes nothing, and begins anew as {@link #open} does in an
     * empty folder. A vault that is open here, because only what is sealed in it is damaged, is closed first. Refused, and
     * nothing is renamed, while another process has it open.
     */
    public synchronized VaultStatus setAside() {
        closeOpened();
        status = attempt(() -> {
            setAside.run();
            delay.reset();
            return openOrBegin();
        });
        return status;
    }

    /**
     * Locks an open vault: keys wiped, database closed. One that the keychain opened needs no more than {@link #open} to open it
     * again; what that gains is that nothing of it is in the window or in memory meanwhile.
     */
    public synchronized VaultStatus lock() {
        if (status instanceof VaultStatus.Opened(var by)) {
            closeOpened();
            status = switch (by) {
                case KEYCHAIN -> new VaultStatus.Locked();
                case PASSPHRASE -> delay.status();
            };
        }
        return status;
    }

    /**
     * Carries {@code order} out on an open vault.
     *
     * @param present the present passphrase, where {@link #ways} has one; is wiped, as is what is in the order
     */
    public synchronized KeyChange change(KeyOrder order, char[] present) {
        try {
            if (status instanceof VaultStatus.Opened(var by)) {
                return changed(order, present, by);
            }
            return new KeyChange.Refused(Refusal.OTHER, "the vault is not open");
        } finally {
            Arrays.fill(present, '\0');
            wipe(order);
        }
    }

    /**
     * Opens a vault that is not open with its recovery key, and gives it a new passphrase. What opened it before, other than the
     * recovery key, does not any more.
     *
     * @param key is closed
     * @param next at least one character; is wiped
     */
    public synchronized KeyChange recover(RecoveryKey key, char[] next) {
        try (key) {
            if (status instanceof VaultStatus.Opened) {
                return new KeyChange.Refused(Refusal.OTHER, "the vault is open");
            }
            return recovered(key, next);
        } finally {
            Arrays.fill(next, '\0');
        }
    }

    /** Closes the database and wipes the keys. {@link #open} opens it again. */
    @Override
    public synchronized void close() {
        closeOpened();
        status = closed();
    }

    private KeyChange changed(KeyOrder order, char[] present, OpenedBy by) {
        if (order instanceof KeyOrder.NewKeys) {
            runBeforeClosing();
        }
        KeyChange outcome = guarded(() -> changes.run(order, opening.opened().orElseThrow(), present));
        if (opening.isStoreClosed()) {
            status = outcome instanceof KeyChange.Refused(var why, var detail) ? refused(why, detail) : closed();
        } else if (outcome instanceof KeyChange.Changed) {
            status = new VaultStatus.Opened(switch (order) {
                case KeyOrder.UsePassphrase _ -> OpenedBy.PASSPHRASE;
                case KeyOrder.UseKeychain _ -> OpenedBy.KEYCHAIN;
                case KeyOrder.ChangePassphrase _,KeyOrder.NewRecoveryKey _,KeyOrder.NewKeys _ -> by;
            });
        }
        return outcome;
    }

    private KeyChange recovered(RecoveryKey key, char[] next) {
        KeyChange outcome = guarded(() -> {
            boolean isOpened = opening.recover(key, (open, master) -> changes.usePassphrase(open, master, next));
            return isOpened ? new KeyChange.Changed() : new KeyChange.WrongRecoveryKey();
        });
        if (outcome instanceof KeyChange.Changed) {
            delay.reset();
            status = new VaultStatus.Opened(OpenedBy.PASSPHRASE);
        } else if (outcome instanceof KeyChange.Refused(var why, var detail)) {
            status = refused(why, detail);
        }
        return outcome;
    }

    private KeyChange guarded(KeyWork work) {
        try {
            return work.run();
        } catch (VaultException e) {
            return new KeyChange.Refused(e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new KeyChange.Refused(FileFaults.refusal(folder.path(), e), e.toString());
        } catch (RuntimeException e) {
            unexpected.accept(e);
            return new KeyChange.Refused(Refusal.OTHER, e.getClass().getName());
        }
    }

    private static void wipe(KeyOrder order) {
        switch (order) {
            case KeyOrder.ChangePassphrase(var next) -> Arrays.fill(next, '\0');
            case KeyOrder.UsePassphrase(var next) -> Arrays.fill(next, '\0');
            case KeyOrder.UseKeychain _,KeyOrder.NewRecoveryKey _,KeyOrder.NewKeys _ -> {
            }
        }
    }

    private void closeOpened() {
        if (status instanceof VaultStatus.Opened) {
            runBeforeClosing();
        }
        opening.close();
    }

    /** Whatever goes wrong there must not keep the vault open. */
    private void runBeforeClosing() {
        for (Runnable work : beforeClosing) {
            try {
                work.run();
            } catch (RuntimeException e) {
                unexpected.accept(e);
            }
        }
    }

    private VaultStatus openOrBegin() throws IOException {
        DurableFiles.makeFolder(folder.path());
        replacement.finish();
        replacement.discardPrepared().forEach(keychain::remove);
        making.finish();
        opening.forgetWays();
        Path database = store.file(folder.path());
        if (folder.hasKeyFile()) {
            return Files.exists(database)
                    ? opening.open()
                    : new VaultStatus.Refused(Refusal.DATABASE_MISSING, database.toString());
        }
        if (Files.exists(database)) {
            return new VaultStatus.Refused(Refusal.KEY_FILE_MISSING, folder.keyFile().toString());
        }
        return making.withKeychain() ? opening.open() : new VaultStatus.NeedsNewPassphrase();
    }

    private VaultStatus makeWith(char[] passphrase) throws IOException {
        if (folder.hasKeyFile() || Files.exists(store.file(folder.path()))) {
            return openOrBegin();
        }
        making.withPassphrase(passphrase);
        delay.reset();
        return opening.unlock(passphrase);
    }

    private VaultStatus attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (VaultException e) {
            return refused(e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(FileFaults.refusal(folder.path(), e), e.toString());
        } catch (RuntimeException e) {
            unexpected.accept(e);
            // Without the message, which nobody has looked through for secrets.
            return refused(Refusal.OTHER, e.getClass().getName());
        }
    }

    private VaultStatus refused(Refusal why, String detail) {
        try {
            opening.close();
        } catch (RuntimeException e) {
            unexpected.accept(e);
        }
        return new VaultStatus.Refused(why, detail);
    }

    private static VaultStatus closed() {
        return new VaultStatus.Refused(Refusal.OTHER, "not opened");
    }

    private interface KeyWork {
        KeyChange run() throws IOException;
    }

    private interface Attempt {
        VaultStatus run() throws IOException;
    }
}
