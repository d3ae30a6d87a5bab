package waybill.vault;

import java.security.MessageDigest;
import java.util.Arrays;

/** The vault's entries in the keychain, one for each install id. */
final class KeychainEntries {
    private final TimedKeychain keychain;

    KeychainEntries(TimedKeychain keychain) {
        this.keychain = keychain;
    }

    boolean isReady() {
        return keychain.availability() == Keychain.Availability.READY;
    }

    /**
     * Stores {@code slotKey}, and reads it back: a keychain that only says so would lose the vault at the next start.
     *
     * @return false, and nothing is left there, where the keychain is not to be relied on
     */
    boolean keep(String installId, byte[] slotKey) {
        if (isReady() && keychain.store(installId, slotKey) && holds(installId, slotKey)) {
            return true;
        }
        remove(installId);
        return false;
    }

    Keychain.Reading read(String installId) {
        return keychain.read(installId);
    }

    void remove(String installId) {
        keychain.remove(installId);
    }

    private boolean holds(String installId, byte[] slotKey) {
        if (keychain.read(installId) instanceof Keychain.Reading.Found(var found)) {
            boolean isTheSame = MessageDigest.isEqual(found, slotKey);
            Arrays.fill(found, (byte) 0);
            return isTheSame;
        }
        return false;
    }
}
