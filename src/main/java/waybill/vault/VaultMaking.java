package waybill.vault;

import java.io.IOException;
import java.util.Arrays;

/** Decides what a new vault is opened with, and has it made. Whoever calls made sure that there is none. */
final class VaultMaking {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final KeychainEntries keychain;
    private final VaultCreation creation;
    private final LeftKeys left;

    VaultMaking(VaultFolder folder, KeyedStore store, KeychainEntries keychain, VaultCreation creation, LeftKeys left) {
        this.folder = folder;
        this.store = store;
        this.keychain = keychain;
        this.creation = creation;
        this.left = left;
    }

    /** Brings into place what a process that was killed had made, and clears away what it had not. */
    void finish() throws IOException {
        left.clear();
        creation.finish();
    }

    /** Once it is known which vault is in place: as {@link LeftKeys#forgetSoon}. */
    void forgetLeft() {
        left.forgetSoon();
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
            if (!left.keep(begun, slotKey)) {
                return false;
            }
            creation.withKeychain(begun, installId, slotKey);
        } catch (IOException | RuntimeException | Error e) {
            left.giveUp(begun);
            throw e;
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
        creation.finish();
        return true;
    }
}
