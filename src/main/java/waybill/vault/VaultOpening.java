package waybill.vault;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** Finds the master key of a vault that is there, opens it with that, and holds what is to be wiped when it closes. */
final class VaultOpening implements AutoCloseable {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final KeychainEntries keychain;
    private final PassphraseDelay delay;
    private final Replacement replacement;
    private Optional<OpenVault> opened = Optional.empty();
    private volatile Set<KeyWay> ways = Set.of();
    private volatile Optional<Refusal> keychainFault = Optional.empty();

    VaultOpening(VaultFolder folder, KeyedStore store, KeychainEntries keychain, PassphraseDelay delay,
            Replacement replacement) {
        this.folder = folder;
        this.store = store;
        this.keychain = keychain;
        this.delay = delay;
        this.replacement = replacement;
    }

    /** What the vault can be opened with, as far as that is known: from the key file that was read last. */
    Set<KeyWay> ways() {
        return ways;
    }

    /** What is held of the vault while it is open. */
    Optional<OpenVault> opened() {
        return opened;
    }

    /**
     * Opens it without asking for a passphrase, where the keychain has the key.
     *
     * @throws VaultException as {@link #unlock}
     */
    VaultStatus open() throws IOException {
        return open(OpenVault::compareWithKeychain);
    }

    /** The same where an older state was put back, which is the vault's state from now on. */
    VaultStatus openOlder() throws IOException {
        return open(_ -> {});
    }

    private VaultStatus open(Consumer<OpenVault> compare) throws IOException {
        keychainFault = Optional.empty();
        VaultFile file = read();
        VaultStatus answer = file.keychainSlot().map(slot -> openWithKeychain(file, slot, compare)).orElseGet(delay::status);
        if (file.passphraseSlot().isPresent() && answer instanceof VaultStatus.Refused(var why, var _) && isOfKeychain(why)) {
            keychainFault = Optional.of(why);
            return delay.status();
        }
        return answer;
    }

    /** Why a passphrase is asked for, where the keychain should have opened it. */
    Optional<Refusal> keychainFault() {
        return keychainFault;
    }

    /**
     * Opens it with {@code passphrase}, which the caller wipes.
     *
     * @throws VaultException with its refusal; the caller closes what may be half open
     */
    VaultStatus unlock(char[] passphrase) throws IOException {
        VaultFile file = read();
        Optional<MasterKey> master = file.passphraseSlot().flatMap(slot -> slot.unwrap(passphrase, file.installId()));
        if (master.isEmpty()) {
            delay.failed();
            return delay.status();
        }
        delay.reset();
        return openWith(master.get(), file, OpenedBy.PASSPHRASE);
    }

    /** Opens it with {@code key}, and hands its master key to {@code then}. @return what came of it */
    KeyChange recover(RecoveryKey key, Recovered then) throws IOException {
        VaultFile file = read();
        Optional<MasterKey> found = file.recoverySlot().flatMap(slot -> slot.unwrap(key, file.installId()));
        if (found.isEmpty()) {
            return new KeyChange.WrongRecoveryKey();
        }
        try (MasterKey master = found.get()) {
            openKeeping(master, file, _ -> {});
            return then.run(opened.orElseThrow(), master);
        }
    }

    /** Opens a vault that was made and put in place just now. */
    VaultStatus openNew(MasterKey master, OpenedBy by) throws IOException {
        return openWith(master, read(), by);
    }

    /** Opens the vault of that install id, if it is still the one that counts, after something that closed it has failed. */
    void openAgain(String installId, MasterKey master, OpenedBy by) throws IOException {
        close();
        if (!replacement.isPending() && folder.isOf(installId)) {
            openWith(master, read(), by);
        }
    }

    /** Whether the database was closed underneath. */
    boolean isStoreClosed() {
        return opened.isEmpty() || !store.isOpen();
    }

    void noteWays(List<KeySlot> slots) {
        Set<KeyWay> found = EnumSet.noneOf(KeyWay.class);
        slots.forEach(slot -> found.add(switch (slot) {
            case KeySlot.OfKeychain _ -> KeyWay.KEYCHAIN;
            case KeySlot.OfPassphrase _ -> KeyWay.PASSPHRASE;
            case KeySlot.OfRecovery _ -> KeyWay.RECOVERY_KEY;
        }));
        ways = Set.copyOf(found);
    }

    /** Nothing is known of ways to open any more. */
    void forgetWays() {
        ways = Set.of();
    }

    /** Closes the database and wipes the keys; nothing happens if it is not open. */
    @Override
    public void close() {
        try {
            store.close();
        } finally {
            opened.ifPresent(OpenVault::close);
            opened = Optional.empty();
        }
    }

    /** The master key of the open vault as the keychain gives it. */
    KeychainEntries.Answer fromKeychain(OpenVault open, KeySlot.OfKeychain slot) {
        return keychain.masterKey(slot, open.installId());
    }

    private VaultStatus openWithKeychain(VaultFile file, KeySlot.OfKeychain slot, Consumer<OpenVault> compare) {
        return switch (keychain.masterKey(slot, file.installId())) {
            case KeychainEntries.Answer.Given(var master) -> openWith(master, file, OpenedBy.KEYCHAIN, compare);
            case KeychainEntries.Answer.Refused(var why, var detail) -> new VaultStatus.Refused(why, detail);
        };
    }

    private VaultStatus openWith(MasterKey unwrapped, VaultFile file, OpenedBy by) {
        return openWith(unwrapped, file, by, _ -> {});
    }

    private VaultStatus openWith(MasterKey unwrapped, VaultFile file, OpenedBy by, Consumer<OpenVault> compare) {
        try (MasterKey master = unwrapped) {
            openKeeping(master, file, compare);
            return new VaultStatus.Opened(by);
        }
    }

    /** Opens it and leaves {@code master} to the caller. */
    private void openKeeping(MasterKey master, VaultFile file, Consumer<OpenVault> compare) {
        OpenVault opening = new OpenVault(folder, file, master, keychain.counter());
        // New keys close the old database and leave its keys here.
        opened.ifPresent(OpenVault::close);
        opened = Optional.of(opening);
        opening.requireAuthentic();
        nameReplacedKey(file);
        compare.accept(opening);
        folder.requireWritable(store.file(folder.path()));
        store.open(folder.path(), opening.keys(), file.witness(), opening);
        noteWays(file.slots());
        keychainFault = Optional.empty();
        keychain.dropLate();
        replacement.dropOutdated(file.installId());
    }

    /**
     * Opening the vault deletes the previous key file, which names the entry of a keychain that a passphrase replaced, where the
     * process was killed before it was named otherwise.
     */
    private void nameReplacedKey(VaultFile file) {
        try {
            if (file.keychainSlot().isEmpty() && folder.wasOpenedByKeychain(file.installId())) {
                replacement.mark(file.installId());
            }
        } catch (IOException _) {
            // No reason to refuse the vault: a key is left that opens nothing of it any more.
        }
    }

    /** Every opening begins here: one that was replaced is never opened again, or what is done in it would be lost. */
    private VaultFile read() throws IOException {
        replacement.requireFinished();
        VaultFile file = folder.read();
        noteWays(file.slots());
        return file;
    }

    /** What is done with the master key once a recovery key has opened the vault. */
    interface Recovered {
        KeyChange run(OpenVault open, MasterKey master) throws IOException;
    }

    private static boolean isOfKeychain(Refusal why) {
        return switch (why) {
            case KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED, KEYCHAIN_ENTRY_MISSING -> true;
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, DATABASE_MISSING, DATABASE_DAMAGED, OLDER_STATE, WRONG_KEY, NEWER_VERSION,
                    DISK_FULL,
                    READ_ONLY, IN_USE, UNFINISHED, OTHER ->
                false;
        };
    }
}
