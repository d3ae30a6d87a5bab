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
    private final VaultFile file;
    private final KeyFileSeal seal;
    private final VaultKeys keys;
    private final KeychainCounter counter;
    private Supplier<OptionalLong> outside = OptionalLong::empty;
    private List<KeySlot> slots;
    private Witness witness;

    OpenVault(VaultFolder folder, VaultFile file, MasterKey master, KeychainCounter counter) {
        this.counter = counter;
        this.folder = folder;
        this.file = file;
        seal = master.seal(file.installId());
        keys = new DerivedKeys(master, file.installId());
        slots = file.slots();
        witness = file.witness();
    }

    /** @throws VaultException if the key file was altered by someone without the master key */
    void requireAuthentic() {
        if (!file.isAuthentic(seal)) {
            throw VaultFile.damaged("the HMAC does not fit");
        }
    }

    /** Has the counter compared with the keychain's, which is read meanwhile. */
    void compareWithKeychain() {
        outside = counter.begunToRead(file.installId(), seal);
    }

    VaultKeys keys() {
        return keys;
    }

    String installId() {
        return file.installId();
    }

    synchronized List<KeySlot> slots() {
        return slots;
    }

    /** @throws VaultException if the keychain has seen a newer state of this vault */
    @Override
    public void permit() {
        OptionalLong kept = outside.get();
        if (kept.isPresent() && file.witness().opened() < kept.getAsLong()) {
            throw new VaultException(VaultStatus.Refusal.OLDER_STATE,
                    "vault.json has counted to " + file.witness().opened() + ", the keychain to " + kept.getAsLong(), null);
        }
    }

    @Override
    public synchronized void keep(Witness raised) {
        try {
            folder.write(VaultFile.of(raised, slots, seal));
            folder.dropPrevious(seal);
            witness = raised;
            keepInKeychain();
        } catch (IOException e) {
            throw FileFaults.exception(folder.path(), e);
        }
    }

    /**
     * Writes a key file with other slots. The previous one is deleted as soon as the new one, read back from the disk, has been
     * opened once; if it cannot be, the previous one takes its place again.
     *
     * @param opens whether the key file that was read back can be opened
     */
    synchronized void replaceSlots(List<KeySlot> next, Predicate<VaultFile> opens) throws IOException {
        folder.write(VaultFile.of(witness, next, seal));
        VaultFile written = folder.readNewest();
        if (!written.isAuthentic(seal) || !opens.test(written)) {
            folder.revert();
            throw VaultFile.damaged("it does not read as it was written");
        }
        slots = written.slots();
        folder.dropPrevious(seal);
        keepInKeychain();
    }

    /** Where a vault is opened without the keychain, nothing outside the folder knows of it. */
    private void keepInKeychain() {
        if (slots.stream().anyMatch(KeySlot.OfKeychain.class::isInstance)) {
            counter.keep(file.installId(), seal, witness.opened());
        }
    }

    @Override
    public void close() {
        keys.close();
        seal.close();
        counter.settle();
    }
}
