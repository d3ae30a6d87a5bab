package waybill.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/**
 * The vault: key file and database in one folder, made, opened and locked together.
 * <p>
 * Every method but {@link #status} blocks, for up to some seconds: never call them on the window's thread. They may be called
 * from any thread and run one after the other. None makes a new key while a key file or a database is there.
 */
public final class Vault implements AutoCloseable {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final Keychain keychain;
    private final VaultCreation creation;
    private final PassphraseDelay delay;
    private final SetAside setAside;
    private Optional<OpenVault> opened = Optional.empty();
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
        this.keychain = keychain;
        this.creation = creation;
        delay = new PassphraseDelay(clock);
        setAside = new SetAside(folder, store, creation, clock);
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
                status = attempt(() -> unlockWith(passphrase));
            }
            return status;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * Renames the files of a vault that cannot be opened, deletes nothing, and begins anew as {@link #open} does in an empty
     * folder. Nothing happens while the vault is open, here or in another process.
     */
    public synchronized VaultStatus setAside() {
        if (!(status instanceof VaultStatus.Opened)) {
            status = attempt(() -> {
                setAside.run();
                delay.reset();
                return openOrBegin();
            });
        }
        return status;
    }

    /**
     * Locks a vault that a passphrase opened: keys wiped, database closed. One that the keychain opened stays open, since the
     * same keychain would open it again without a question.
     */
    public synchronized VaultStatus lock() {
        if (status instanceof VaultStatus.Opened(var by) && by == OpenedBy.PASSPHRASE) {
            shut();
            status = delay.status();
        }
        return status;
    }

    /** Closes the database and wipes the keys. {@link #open} opens it again. */
    @Override
    public synchronized void close() {
        shut();
        status = closed();
    }

    private VaultStatus openOrBegin() throws IOException {
        DurableFiles.makeFolder(folder.path());
        creation.finish();
        boolean hasDatabase = Files.exists(store.file(folder.path()));
        if (folder.hasKeyFile()) {
            return hasDatabase
                    ? openExisting(folder.read())
                    : new VaultStatus.Refused(Refusal.DATABASE_MISSING, store.file(folder.path()).toString());
        }
        return hasDatabase ? new VaultStatus.Refused(Refusal.KEY_FILE_MISSING, folder.keyFile().toString()) : begin();
    }

    private VaultStatus begin() throws IOException {
        requireWritable();
        boolean isReady = keychain.availability() == Keychain.Availability.READY;
        for (String installId : creation.discardUnfinished()) {
            if (isReady) {
                keychain.remove(installId);
            }
        }
        return isReady ? makeWithKeychain() : new VaultStatus.NeedsNewPassphrase();
    }

    private VaultStatus makeWithKeychain() throws IOException {
        String installId = creation.newInstallId();
        byte[] slotKey = creation.newSlotKey();
        try {
            if (!keychain.store(installId, slotKey) || !holds(installId, slotKey)) {
                keychain.remove(installId);
                return new VaultStatus.NeedsNewPassphrase();
            }
            creation.withKeychain(installId, slotKey);
        } catch (IOException | RuntimeException e) {
            keychain.remove(installId);
            throw e;
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
        creation.finish();
        return openExisting(folder.read());
    }

    /** Reads back what was stored: a keychain that only says so would lose the vault at the next start. */
    private boolean holds(String installId, byte[] slotKey) {
        if (keychain.read(installId) instanceof Keychain.Reading.Found(var found)) {
            boolean isTheSame = MessageDigest.isEqual(found, slotKey);
            Arrays.fill(found, (byte) 0);
            return isTheSame;
        }
        return false;
    }

    private VaultStatus makeWith(char[] passphrase) throws IOException {
        requireWritable();
        if (folder.hasKeyFile() || Files.exists(store.file(folder.path()))) {
            return openOrBegin();
        }
        creation.withPassphrase(creation.newInstallId(), passphrase);
        creation.finish();
        delay.reset();
        return unlockWith(passphrase);
    }

    private VaultStatus openExisting(VaultFile file) {
        VaultStatus answer = file.keychainSlot().map(slot -> openWithKeychain(file, slot)).orElseGet(delay::status);
        boolean isPassphraseLeft = file.passphraseSlot().isPresent() && answer instanceof VaultStatus.Refused(var why, var _)
                && isOfKeychain(why);
        return isPassphraseLeft ? delay.status() : answer;
    }

    private VaultStatus openWithKeychain(VaultFile file, KeySlot.OfKeychain slot) {
        return switch (keychain.read(file.installId())) {
            case Keychain.Reading.Found(var secret) -> {
                Optional<MasterKey> master = slot.unwrap(secret, file.installId());
                yield master.isPresent()
                        ? openWith(master.get(), file, OpenedBy.KEYCHAIN)
                        : new VaultStatus.Refused(Refusal.KEYCHAIN_ENTRY_MISSING, "the keychain's entry is of another vault");
            }
            case Keychain.Reading.Missing() -> new VaultStatus.Refused(Refusal.KEYCHAIN_ENTRY_MISSING, file.installId());
            case Keychain.Reading.Locked() -> new VaultStatus.Refused(Refusal.KEYCHAIN_LOCKED, file.installId());
            case Keychain.Reading.Unavailable(var detail) -> new VaultStatus.Refused(Refusal.KEYCHAIN_UNAVAILABLE, detail);
        };
    }

    private VaultStatus unlockWith(char[] passphrase) throws IOException {
        VaultFile file = folder.read();
        Optional<MasterKey> master = file.passphraseSlot().flatMap(slot -> slot.unwrap(passphrase, file.installId()));
        if (master.isEmpty()) {
            delay.failed();
            return delay.status();
        }
        delay.reset();
        return openWith(master.get(), file, OpenedBy.PASSPHRASE);
    }

    private VaultStatus openWith(MasterKey unwrapped, VaultFile file, OpenedBy by) {
        try (MasterKey master = unwrapped) {
            OpenVault opening = new OpenVault(folder, file, master);
            opened = Optional.of(opening);
            opening.requireAuthentic();
            requireWritable();
            store.open(folder.path(), opening.keys(), file.witness(), opening);
            return new VaultStatus.Opened(by);
        } catch (RuntimeException e) {
            shut();
            throw e;
        }
    }

    private void shut() {
        store.close();
        opened.ifPresent(OpenVault::close);
        opened = Optional.empty();
    }

    private void requireWritable() {
        for (Path path : new Path[]{folder.path(), folder.keyFile(), store.file(folder.path())}) {
            if (Files.exists(path) && !Files.isWritable(path)) {
                throw new VaultException(Refusal.READ_ONLY, path.toString(), null);
            }
        }
    }

    private VaultStatus attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (VaultException e) {
            return new VaultStatus.Refused(e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new VaultStatus.Refused(FileFaults.refusal(folder.path(), e), e.toString());
        }
    }

    private static boolean isOfKeychain(Refusal why) {
        return switch (why) {
            case KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED, KEYCHAIN_ENTRY_MISSING -> true;
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, DATABASE_MISSING, DATABASE_DAMAGED, WRONG_KEY, NEWER_VERSION, DISK_FULL,
                    READ_ONLY, IN_USE, OTHER ->
                false;
        };
    }

    private static VaultStatus closed() {
        return new VaultStatus.Refused(Refusal.OTHER, "not opened");
    }

    private interface Attempt {
        VaultStatus run() throws IOException;
    }
}
