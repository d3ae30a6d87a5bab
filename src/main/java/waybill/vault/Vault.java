package waybill.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import waybill.vault.VaultStatus.Refusal;

/**
 * The vault: key file and database in one folder, made, opened and locked together.
 * <p>
 * Every method but {@link #status} blocks, for up to some seconds: never call them on the window's thread. They may be called
 * from any thread and run one after the other. None makes a new key while a key file or a database is there. What fails is a
 * status, also where it was not foreseen, and leaves nothing half open.
 */
public final class Vault implements AutoCloseable {
    private final PassphraseDelay delay;
    private final VaultStart start;
    private final VaultOpening opening;
    private final SetAside setAside;
    private final Replacement replacement;
    private final KeychainEntries keychain;
    private final Backups backups;
    private final VaultGuard guard;
    private final VaultState state;
    private final KeyOrders orders;

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
        guard = new VaultGuard(folder);
        this.keychain = new KeychainEntries(keychain);
        delay = new PassphraseDelay(clock);
        replacement = new Replacement(folder, store);
        opening = new VaultOpening(folder, store, this.keychain, delay, replacement);
        LeftKeys left = new LeftKeys(folder, this.keychain, creation, replacement);
        start = new VaultStart(folder, store, new VaultMaking(folder, store, this.keychain, creation, left), opening,
                replacement);
        backups = new Backups(folder, store, creation, clock, guard);
        setAside = new SetAside(folder, store, creation, replacement, clock);
        state = new VaultState(guard, opening);
        guard.afterOpening(left::forgetSoon);
        Renewal renewal = new Renewal(store, left, opening, creation, replacement);
        orders = new KeyOrders(state, guard, opening, new KeyChanges(opening, left, delay, creation, renewal), renewal);
    }

    /**
     * Tells {@code listener}, on any thread, of failures that nobody foresaw, of which the status has only their type, and of
     * those that the window says no more of than that the log does.
     */
    public void onUnexpected(Consumer<Throwable> listener) {
        guard.onUnexpected(listener);
    }

    /**
     * Runs {@code listener}, on any thread, when the keychain has answered after its time, as after a person has thought it over:
     * {@link #open} may succeed now.
     */
    public void onLateAnswer(Runnable listener) {
        keychain.onLateAnswer(listener);
    }

    /**
     * Runs {@code work} each time before an open vault is closed: to stop what uses the database. On the thread that closes it,
     * which waits; {@code work} must not call the vault.
     */
    public void beforeClosing(Runnable work) {
        guard.beforeClosing(work);
    }

    /** Runs {@code work} each time the vault has been opened, or has stayed open after all; otherwise as {@link #beforeClosing}. */
    public void afterOpening(Runnable work) {
        guard.afterOpening(work);
    }

    /** What the vault can be opened with; empty while that is not known. At once, from any thread. */
    public Set<KeyWay> ways() {
        return opening.ways();
    }

    /**
     * Why the keychain, which opens this vault otherwise, did not do so the last time it was asked, and a passphrase is asked for
     * instead: {@link Refusal#KEYCHAIN_UNAVAILABLE}, {@link Refusal#KEYCHAIN_LOCKED} or {@link Refusal#KEYCHAIN_ENTRY_MISSING}.
     */
    public Optional<Refusal> keychainFault() {
        return opening.keychainFault();
    }

    /** Whether a file of a vault is in the folder. Looks at the disk, beside all that is done to the vault. */
    public boolean hasFiles() {
        return start.hasFiles();
    }

    /** Where the vault stands, at once. Before {@link #open} and after {@link #close}: refused, as not opened. */
    public VaultStatus status() {
        return state.get();
    }

    /**
     * Opens the vault as far as that goes without asking a person. Where there is none and the keychain is ready, makes one.
     * May be called again after a refusal, when what stood in the way is gone.
     */
    public synchronized VaultStatus open() {
        keychain.begin();
        if (!state.isOpen()) {
            state.attempt(start::openOrBegin);
        }
        return state.get();
    }

    /**
     * Opens a vault whose older state was put back, as it is; that is its state from now on. Only while the status is refused with
     * {@link Refusal#OLDER_STATE}; else nothing happens.
     */
    public synchronized VaultStatus openOlder() {
        keychain.begin();
        if (state.get() instanceof VaultStatus.Refused(var why, var _) && why == Refusal.OLDER_STATE) {
            state.attempt(opening::openOlder);
        }
        return state.get();
    }

    /**
     * Makes a new vault that {@code passphrase} opens, and opens it. Only while the status is
     * {@link VaultStatus.NeedsNewPassphrase}; else nothing happens.
     *
     * @param passphrase at least one character; is wiped
     */
    public synchronized VaultStatus create(char[] passphrase) {
        keychain.begin();
        try {
            if (state.get() instanceof VaultStatus.NeedsNewPassphrase && passphrase.length > 0) {
                delay.reset();
                state.attempt(() -> start.makeWith(passphrase));
            }
            return state.get();
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
        keychain.begin();
        try {
            if (state.get() instanceof VaultStatus.NeedsPassphrase && delay.isOver()) {
                state.attempt(() -> opening.unlock(passphrase));
            }
            return state.get();
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
        keychain.begin();
        state.closeOpened();
        state.attempt(() -> {
            setAside.run();
            delay.reset();
            return start.openOrBegin();
        });
        return state.get();
    }

    /**
     * Locks an open vault: keys wiped, database closed. One that the keychain opened needs no more than {@link #open} to open it
     * again; what that gains is that nothing of it is in the window or in memory meanwhile.
     */
    public synchronized VaultStatus lock() {
        if (state.get() instanceof VaultStatus.Opened(var by)) {
            state.closeOpened();
            keychain.dropLate();
            // The JDK wipes its own copies of a password-based key when they are collected, which may be hours from now.
            System.gc();
            state.set(switch (by) {
                case KEYCHAIN -> new VaultStatus.Locked();
                case PASSPHRASE -> delay.status();
            });
        }
        return state.get();
    }

    /**
     * Carries {@code order} out on an open vault.
     *
     * @param present the present passphrase, where {@link #ways} has one; is wiped, as is what is in the order
     */
    public synchronized KeyChange change(KeyOrder order, char[] present) {
        keychain.begin();
        try {
            if (state.get() instanceof VaultStatus.Opened(var by)) {
                return orders.change(order, present, by, start::openOrBegin);
            }
            return new KeyChange.Refused(Refusal.OTHER, "the vault is not open");
        } finally {
            Arrays.fill(present, '\0');
            order.wipe();
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
        keychain.begin();
        try (key) {
            if (state.isOpen()) {
                return new KeyChange.Refused(Refusal.OTHER, "the vault is open");
            }
            KeyChange outcome = orders.recover(key, next);
            if (outcome instanceof KeyChange.Changed) {
                delay.reset();
            }
            return outcome;
        } finally {
            Arrays.fill(next, '\0');
        }
    }

    /** Makes backups of this vault, and looks into them. */
    public Backups backups() {
        return backups;
    }

    /** Whether the keychain could keep the key of a vault now. Does not wait for what is done to the vault meanwhile. */
    public boolean isKeychainReady() {
        return keychain.isReadyBesideTasks();
    }

    /**
     * Puts a vault with what {@code backup} holds, and with keys of its own, in place of the one that is there, in whatever state
     * that is. Its files are renamed and not deleted.
     *
     * @param passphrase opens the new vault; where it is empty, the keychain does; is wiped
     * @return changed; else what was there is still there, or, if that has been decided already, the new one, not open
     */
    public synchronized KeyChange restore(Backup backup, char[] passphrase) {
        keychain.begin();
        try {
            Renewal.Keys keys = new Renewal.Keys(passphrase.length == 0, passphrase);
            return orders.restore(backup, keys, this::putInPlace, start::openOrBegin);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /** Closes the database and wipes the keys. {@link #open} opens it again. */
    @Override
    public synchronized void close() {
        state.closeOpened();
        keychain.dropLate();
        state.set(VaultState.notOpened());
    }

    private void putInPlace(VaultFolder made) throws IOException {
        state.closeOpened();
        setAside.requireUnused();
        // Else an earlier one would be put in place of this one, later.
        replacement.finish();
        replacement.replace(made, setAside.suffix());
        delay.reset();
    }
}
