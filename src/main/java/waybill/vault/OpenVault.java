package waybill.vault;

import java.io.IOException;

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

    OpenVault(VaultFolder folder, VaultFile file, MasterKey master) {
        this.folder = folder;
        this.file = file;
        seal = master.seal(file.installId());
        keys = new DerivedKeys(master, file.installId());
    }

    /** @throws VaultException if the key file was altered by someone without the master key */
    void requireAuthentic() {
        if (!file.isAuthentic(seal)) {
            throw VaultFile.damaged("the HMAC does not fit");
        }
    }

    VaultKeys keys() {
        return keys;
    }

    @Override
    public void keep(Witness raised) {
        try {
            folder.write(VaultFile.of(raised, file.slots(), seal));
            folder.dropPrevious(seal);
        } catch (IOException e) {
            throw FileFaults.exception(folder.path(), e);
        }
    }

    @Override
    public void close() {
        keys.close();
        seal.close();
    }
}
