package waybill.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
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
        delay = new PassphraseDelay(clock);
        making = new VaultMaking(folder, store, keychain, creation);
        opening = new VaultOpening(folder, store, keychain, delay);
        setAside = new SetAside(folder, store, creation, clock);
    }

    /** Tells {@code listener}, on any thread, of failures that nobody foresaw; the status has only their type. */
    public void onUnexpected(Consumer<RuntimeException> listener) {
        unexpected = listener;
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
        status = attempt(() -> {
            opening.close();
            setAside.run();
            delay.reset();
            return openOrBegin();
        });
        return status;
    }

    /**
     * Locks a vault that a passphrase opened: keys wiped, database closed. One that the keychain opened stays open, since the
     * same keychain would open it again without a question.
     */
    public synchronized VaultStatus lock() {
        if (status instanceof VaultStatus.Opened(var by) && by == OpenedBy.PASSPHRASE) {
            opening.close();
            status = delay.status();
        }
        return status;
    }

    /** Closes the database and wipes the keys. {@link #open} opens it again. */
    @Override
    public synchronized void close() {
        opening.close();
        status = closed();
    }

    private VaultStatus openOrBegin() throws IOException {
        DurableFiles.makeFolder(folder.path());
        making.finish();
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

    private interface Attempt {
        VaultStatus run() throws IOException;
    }
}
