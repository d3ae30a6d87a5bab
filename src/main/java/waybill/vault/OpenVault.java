package waybill.vault;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is held while the vault is open: the derived keys, and the seal that lets the key file follow the database's counter.
 * <p>
 * The store calls {@link #keep} while it holds its own lock, so nothing here waits for the vault's.
 */
final class OpenVault implements KeyedStore.WitnessKeeper, AutoCloseable {
    private final VaultFolder folder;
    private final KeyFileSeal seal;
    private final VaultKeys keys;
    private final KeychainCounter counter;
    private Supplier<OptionalLong> outside = OptionalLong::empty;
    /** The key file as it is on disk, unless that {@link #isUncertain}. */
    private VaultFile file;
    private boolean isUncertain;

    OpenVault(VaultFolder folder, VaultFile file, MasterKey master, KeychainCounter counter) {
        this.counter = counter;
        this.folder = folder;
        this.file = file;
        seal = master.seal(file.installId());
        keys = new DerivedKeys(master, file.installId());
    }

    /** @throws VaultException if the key file was altered by someone without the master key */
    synchronized void requireAuthentic() {
        if (!file.isAuthentic(seal)) {
            throw VaultFile.damaged("the HMAC does not fit");
        }
    }

    /** Has the counter compared with the keychain's, which is read meanwhile. */
    void compareWithKeychain() {
        outside = counter.begunToRead(installId(), seal);
    }

    VaultKeys keys() {
        return keys;
    }

    synchronized String installId() {
        return file.installId();
    }

    synchronized List<KeySlot> slots() {
        return file.slots();
    }

    /** Whether a change of the slots has failed so that nobody knows which of them a power cut would leave. */
    synchronized boolean isUncertain() {
        return isUncertain;
    }

    /** @throws VaultException if the keychain has seen a newer state of this vault */
    @Override
    public void permit() {
        OptionalLong kept = outside.get();
        long opened = witness().opened();
        if (kept.isPresent() && opened < kept.getAsLong()) {
            throw new VaultException(VaultStatus.Refusal.OLDER_STATE,
                    "vault.json has counted to " + opened + ", the keychain to " + kept.getAsLong(), null);
        }
    }

    @Override
    public synchronized void keep(Witness raised) {
        VaultFile next = VaultFile.of(raised, file.slots(), seal);
        try {
            folder.replace(file, next);
        } catch (IOException e) {
            throw FileFaults.exception(folder.path(), e);
        }
        file = next;
        try {
            folder.dropPrevious(seal);
        } catch (IOException | VaultException _) {
            // It opens no more than the new one does, and is deleted the next time.
        }
        keepInKeychain();
    }

    /**
     * Writes a key file with other slots. The previous one is deleted as soon as the new one, read back from the disk, has been
     * opened once; whatever fails before that, the previous one takes its place again.
     *
     * @param opens whether the key file that was read back can be opened
     */
    synchronized void replaceSlots(List<KeySlot> next, Predicate<VaultFile> opens) throws IOException {
        try {
            folder.replace(file, VaultFile.of(file.witness(), next, seal));
            VaultFile written = folder.readNewest();
            if (!written.isAuthentic(seal) || !opens.test(written)) {
                throw VaultFile.damaged("it does not read as it was written");
            }
            folder.dropPrevious(seal);
            file = written;
        } catch (IOException | RuntimeException | Error e) {
            putBack(e);
            throw e;
        }
        keepInKeychain();
    }

    private void putBack(Throwable fault) {
        try {
            folder.putBack(file);
        } catch (IOException | RuntimeException | Error e) {
            isUncertain = true;
            fault.addSuppressed(e);
        }
    }

    private synchronized Witness witness() {
        return file.witness();
    }

    /** Where a vault is opened without the keychain, nothing outside the folder knows of it. */
    private void keepInKeychain() {
        if (file.keychainSlot().isPresent()) {
            counter.keep(file.installId(), seal, file.witness().opened());
        }
    }

    @Override
    public void close() {
        keys.close();
        seal.close();
        counter.settle();
    }
}
