package waybill.vault;

import java.security.MessageDigest;
import java.util.Arrays;

/** The vault's entries in the keychain: for each install id one with a key, and one with the counter. */
final class KeychainEntries {
    private final TimedKeychain keychain;
    private final KeychainCounter counter;

    KeychainEntries(TimedKeychain keychain) {
        this.keychain = keychain;
        counter = new KeychainCounter(keychain);
    }

    KeychainCounter counter() {
        return counter;
    }

    /** Runs {@code listener}, on any thread, when the keychain has answered after its time. */
    void onLateAnswer(Runnable listener) {
        keychain.onLateAnswer(listener);
    }

    /** From here on, five seconds are for all questions together. */
    void begin() {
        keychain.begin();
    }

    /** Wipes what came after its time. */
    void dropLate() {
        keychain.dropLate();
    }

    boolean isReady() {
        return keychain.availability() == Keychain.Availability.READY;
    }

    /**
     * Stores {@code slotKey}, and reads it back: a keychain that only says so would lose the vault at the next start.
     *
     * @return false, and nothing of it is left there, where the keychain is not to be relied on. What was there before stays,
     *         unless it was written over
     */
    boolean keep(String installId, byte[] slotKey) {
        return isReady() && keychain.store(installId, slotKey) && isKept(installId, slotKey);
    }

    Keychain.Reading read(String installId) {
        return keychain.read(installId);
    }

    void remove(String installId) {
        keychain.remove(installId);
        counter.remove(installId);
    }

    private boolean isKept(String installId, byte[] slotKey) {
        return switch (keychain.read(installId)) {
            case Keychain.Reading.Found(var found) -> {
                boolean isTheSame = MessageDigest.isEqual(found, slotKey);
                Arrays.fill(found, (byte) 0);
                yield isTheSame;
            }
            case Keychain.Reading.Missing _,Keychain.Reading.Locked _,Keychain.Reading.Unavailable _ -> {
                remove(installId);
                yield false;
            }
        };
    }
}
