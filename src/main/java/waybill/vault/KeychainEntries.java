package waybill.vault;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

import waybill.vault.VaultStatus.Refusal;

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

    /** The same with a time limit of its own, so that a task at work at the same time keeps its own. */
    boolean isReadyBesideTasks() {
        return keychain.availabilityBesideTasks() == Keychain.Availability.READY;
    }

    /**
     * Stores {@code slotKey} in a keychain that has just said that it is ready, and reads it back: one that only says that it
     * stored it would lose the vault at the next start.
     *
     * @return false where the keychain is not to be relied on: what it has stored and does not give back, it was asked to remove.
     *         What was there before stays, unless it was written over
     */
    boolean keepNow(String installId, byte[] slotKey) {
        return keychain.store(installId, slotKey) && isKept(installId, slotKey);
    }

    /** The master key of the vault of that install id, or why the keychain does not give it. */
    sealed interface Answer {
        record Given(MasterKey master) implements Answer {}

        record Refused(Refusal why, String detail) implements Answer {}
    }

    /** @param slot what the keychain's entry opens */
    Answer masterKey(KeySlot.OfKeychain slot, String installId) {
        return switch (keychain.read(installId)) {
            case Keychain.Reading.Found(var secret) -> slot.unwrap(secret, installId).<Answer>map(Answer.Given::new)
                    .orElseGet(
                            () -> new Answer.Refused(Refusal.KEYCHAIN_ENTRY_MISSING, "the keychain's entry is of another vault"));
            case Keychain.Reading.Missing() -> new Answer.Refused(Refusal.KEYCHAIN_ENTRY_MISSING, installId);
            case Keychain.Reading.Locked() -> new Answer.Refused(Refusal.KEYCHAIN_LOCKED, installId);
            case Keychain.Reading.Unavailable(var detail) -> new Answer.Refused(Refusal.KEYCHAIN_UNAVAILABLE, detail);
        };
    }

    void remove(String installId) {
        keychain.remove(installId);
        counter.remove(installId);
    }

    /**
     * Removes what the keychain has for that install id, and looks, for a keychain may be slow, or locked, or refuse.
     *
     * @return whether the key is known to be gone
     */
    boolean isForgotten(String installId) {
        remove(installId);
        return keychain.isMissing(installId);
    }

    /**
     * The same with a time limit of its own, as {@link #isReadyBesideTasks}.
     *
     * @param isLeft whether nobody has wanted it again by the time at which it is removed
     */
    boolean isForgottenBesideTasks(String installId, BooleanSupplier isLeft) {
        counter.removeBesideTasks(installId, isLeft);
        return keychain.isForgottenBesideTasks(installId, isLeft);
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
