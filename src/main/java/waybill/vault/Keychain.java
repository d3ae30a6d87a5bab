package waybill.vault;

/**
 * The operating system's keychain. Every call may block for some seconds; the vault calls it on a thread of its own with a
 * time limit. Expected failures are values.
 */
public interface Keychain {
    /** Whether a secret could be stored now without asking the person anything. */
    Availability availability();

    /** The secret stored under {@code entry}. */
    Reading read(String entry);

    /** Stores {@code secret} under {@code entry}, replacing what was there. @return whether it was stored */
    boolean store(String entry, byte[] secret);

    /** Removes the entry, if it is there. */
    void remove(String entry);

    /** Whether the keychain can be used. */
    enum Availability {
        READY, LOCKED, ABSENT
    }

    /** What reading an entry gave. */
    sealed interface Reading {
        /** The secret; the caller wipes it. */
        record Found(byte[] secret) implements Reading {}

        /** The keychain is open and has no such entry. */
        record Missing() implements Reading {}

        /** The keychain is locked, and the person did not open it. */
        record Locked() implements Reading {}

        /** There is no keychain, or it did not answer. */
        record Unavailable(String detail) implements Reading {}
    }
}
