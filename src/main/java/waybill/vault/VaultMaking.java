package waybill.vault;

import java.io.IOException;
import java.util.Arrays;

/** Decides what a new vault is opened with, and has it made. Whoever calls made sure that there is none. */
final class VaultMaking {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final KeychainEntries keychain;
    private final VaultCreation creation;

    VaultMaking(VaultFolder folder, KeyedStore store, KeychainEntries keychain, VaultCreation creation) {
        this.folder = folder;
        this.store = store;
        this.keychain = keychain;
        this.creation = creation;
    }

    /** Brings into place what a process that was killed had made. */
    void finish() throws IOException {
        creation.finish();
    }

    /**
     * Clears away what a killed process left of vaults that were not made, in the keychain first. What may be in a keychain that
     * is not there now is left to a start that finds it.
     */
    void discardUnfinished() throws IOException {
        creation.discardUnfinished(this::isForgotten);
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

    /** Whether the keychain holds nothing any more for a vault that was never in place. */
    boolean isForgotten(String installId) {
        boolean isReady = keychain.isReady();
        if (isReady) {
            keychain.remove(installId);
        }
        return isReady;
    }

    private boolean makeWithKeychain() throws IOException {
        String installId = creation.newInstallId();
        byte[] slotKey = creation.newSlotKey();
        VaultFolder begun = creation.begin(installId);
        try {
            KeychainMark.set(begun);
            if (!keychain.keep(installId, slotKey)) {
                VaultCreation.clearIfPossible(begun);
                return false;
            }
            creation.withKeychain(begun, installId, slotKey);
        } catch (IOException | RuntimeException | Error e) {
            keychain.remove(installId);
            throw e;
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
        creation.finish();
        return true;
    }
}
