package waybill.vault;

/**
 * The operating system's keychain. Every call may block for some seconds; the vault calls it on a thread of its own with a
 * time limit. Expected failures are values.
 */
public interface Keychain {
    /** Whether a secret could be stored now without asking the person anything. */
    Availability availability();

    /**
     * The secret stored under {@code entry}. A keychain that can tell that it is locked says so and asks nobody; the others
     * may have the system ask, and wait for the person.
     */
    Reading read(String entry);

    /**
     * Has the system ask the person to open a keychain that is locked, and lasts as long as the person thinks.
     *
     * @return whether reading again is worth while: false, too, where the system asks by itself when an entry is read
     */
    boolean unlock();

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

        /** The keychain is locked, and the person has not opened it, or not yet. */
        record Locked() implements Reading {}

        /** There is no keychain, or it did not answer. */
        record Unavailable(String detail) implements Reading {}
    }
}
