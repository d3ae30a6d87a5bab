package waybill.vault;

import java.io.IOException;
import java.util.Optional;

import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** Finds the master key of a vault that is there, opens it with that, and holds what is to be wiped when it closes. */
final class VaultOpening implements AutoCloseable {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final TimedKeychain keychain;
    private final PassphraseDelay delay;
    private Optional<OpenVault> opened = Optional.empty();

    VaultOpening(VaultFolder folder, KeyedStore store, TimedKeychain keychain, PassphraseDelay delay) {
        this.folder = folder;
        this.store = store;
        this.keychain = keychain;
        this.delay = delay;
    }

    /**
     * Opens it without asking for a passphrase, where the keychain has the key.
     *
     * @throws VaultException as {@link #unlock}
     */
    VaultStatus open() throws IOException {
        VaultFile file = folder.read();
        VaultStatus answer = file.keychainSlot().map(slot -> openWithKeychain(file, slot)).orElseGet(delay::status);
        boolean isPassphraseLeft = file.passphraseSlot().isPresent() && answer instanceof VaultStatus.Refused(var why, var _)
                && isOfKeychain(why);
        return isPassphraseLeft ? delay.status() : answer;
    }

    /**
     * Opens it with {@code passphrase}, which the caller wipes.
     *
     * @throws VaultException with its refusal; the caller closes what may be half open
     */
    VaultStatus unlock(char[] passphrase) throws IOException {
        VaultFile file = folder.read();
        Optional<MasterKey> master = file.passphraseSlot().flatMap(slot -> slot.unwrap(passphrase, file.installId()));
        if (master.isEmpty()) {
            delay.failed();
            return delay.status();
        }
        delay.reset();
        return openWith(master.get(), file, OpenedBy.PASSPHRASE);
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

    private VaultStatus openWith(MasterKey unwrapped, VaultFile file, OpenedBy by) {
        try (MasterKey master = unwrapped) {
            OpenVault opening = new OpenVault(folder, file, master);
            opened = Optional.of(opening);
            opening.requireAuthentic();
            folder.requireWritable(store.file(folder.path()));
            store.open(folder.path(), opening.keys(), file.witness(), opening);
            return new VaultStatus.Opened(by);
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
}
