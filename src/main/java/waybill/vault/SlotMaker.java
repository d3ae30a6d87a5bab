package waybill.vault;

import java.security.SecureRandom;
import java.util.Arrays;

/** Wraps a master key for each way to open a vault. */
final class SlotMaker {
    private final SecureRandom random;
    private final Argon2Cost cost;

    SlotMaker(SecureRandom random, Argon2Cost cost) {
        this.random = random;
        this.cost = cost;
    }

    /** @param slotKey what the keychain holds, which the caller wipes */
    KeySlot ofKeychain(MasterKey master, byte[] slotKey, String installId) {
        return new KeySlot.OfKeychain(master.wrap(slotKey, KeySlot.aad(KeySlot.OfKeychain.KIND, installId), random));
    }

    /** Takes about half a second. @param passphrase which the caller wipes */
    KeySlot ofPassphrase(MasterKey master, char[] passphrase, String installId) {
        byte[] salt = new byte[Passphrase.SALT_BYTES];
        random.nextBytes(salt);
        byte[] slotKey = Passphrase.key(passphrase, salt, cost);
        try {
            byte[] aad = KeySlot.aad(KeySlot.OfPassphrase.KIND, installId);
            return new KeySlot.OfPassphrase(cost, salt, master.wrap(slotKey, aad, random));
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    KeySlot.OfRecovery ofRecoveryKey(MasterKey master, RecoveryKey key, String installId) {
        byte[] slotKey = key.slotKey(installId);
        try {
            return new KeySlot.OfRecovery(master.wrap(slotKey, KeySlot.aad(KeySlot.OfRecovery.KIND, installId), random));
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }
}
