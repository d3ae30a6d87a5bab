package waybill.vault;

import java.io.IOException;
import java.util.Arrays;

/** Decides what a new vault is opened with, and has it made. Whoever calls made sure that there is none. */
final class VaultMaking {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final KeychainEntries keychain;
    private final VaultCreation creation;
    private final UnmadeVaults unmade;

    VaultMaking(VaultFolder folder, KeyedStore store, KeychainEntries keychain, VaultCreation creation, UnmadeVaults unmade) {
        this.folder = folder;
        this.store = store;
        this.keychain = keychain;
        this.creation = creation;
        this.unmade = unmade;
    }

    /** Brings into place what a process that was killed had made, and clears away what it had not. */
    void finish() throws IOException {
        unmade.clear();
        creation.finish();
    }

    /** Once it is known which vault is in place: as {@link UnmadeVaults#forgetSoon}. */
    void forgetUnmade() {
        unmade.forgetSoon();
    }

    /** Makes a vault that the keychain opens. @return false, and there is no vault, where the keychain is not to be relied on */
    boolean withKeychain() throws IOException {
        folder.requireWritable(store.file(folder.path()));
        return keychain.isReady() && makeWithKeychain();
    }

    /** Makes a vault that {@code passphrase} opens, which the caller wipes. */
    void withPassphrase(char[] passphrase) throws IOException {
        folder.requireWritable(store.file(folder.path()));
        creation.withPassphrase(creation.newInstallId(), passphrase);
        creation.finish();
    }

    private boolean makeWithKeychain() throws IOException {
        String installId = creation.newInstallId();
        byte[] slotKey = creation.newSlotKey();
        VaultFolder begun = creation.begin(installId);
        try {
            if (!unmade.keep(begun, slotKey)) {
                return false;
            }
            creation.withKeychain(begun, installId, slotKey);
        } catch (IOException | RuntimeException | Error e) {
            unmade.giveUp(begun);
            throw e;
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
        creation.finish();
        return true;
    }
}
