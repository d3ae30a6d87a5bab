package waybill.vault.keychain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;

import waybill.vault.Keychain;

/**
 * The Windows Credential Manager and the macOS login keychain, through java-keyring 1.0.4. The library takes and gives
 * strings, so copies of a key, in base64, live until they are collected.
 * <p>
 * It says why it failed in words only. Words that are not known here, such as translated ones, make an entry unavailable
 * rather than missing: the safe side, since neither makes a new key.
 */
final class JavaKeyringKeychain implements Keychain {
    private static final String SERVICE = "waybill";
    /** Windows' ERROR_NOT_FOUND, and macOS' errSecItemNotFound. */
    private static final String[] MISSING = {"Error code 1168", "could not be found in the keychain"};
    /** macOS' errSecInteractionNotAllowed, errSecUserCanceled and errSecAuthFailed. */
    private static final String[] LOCKED = {"interaction is not allowed", "User canceled",
            "passphrase you entered is not correct"};

    private final Opener opener;

    JavaKeyringKeychain(Opener opener) {
        this.opener = opener;
    }

    /** Opens nothing yet: JNA is loaded by the first call. */
    static JavaKeyringKeychain of(KeyringStorageType type) {
        return new JavaKeyringKeychain(() -> new SystemPasswords(Keyring.create(type)));
    }

    /** Opens the keychain of the system. */
    @FunctionalInterface
    interface Opener {
        Passwords open() throws BackendNotSupportedException;
    }

    /** The part of java-keyring that is used. */
    interface Passwords {
        String get(String account) throws PasswordAccessException;

        void set(String account, String password) throws PasswordAccessException;

        void delete(String account) throws PasswordAccessException;
    }

    private record SystemPasswords(Keyring keyring) implements Passwords {
        @Override
        public String get(String account) throws PasswordAccessException {
            return keyring.getPassword(SERVICE, account);
        }

        @Override
        public void set(String account, String password) throws PasswordAccessException {
            keyring.setPassword(SERVICE, account, password);
        }

        @Override
        public void delete(String account) throws PasswordAccessException {
            keyring.deletePassword(SERVICE, account);
        }
    }

    /** Ready wherever there is a keychain: whether it is locked cannot be seen from here, and storing tells. */
    @Override
    public Availability availability() {
        return open().isPresent() ? Availability.READY : Availability.ABSENT;
    }

    @Override
    public Reading read(String entry) {
        Optional<Passwords> passwords = open();
        if (passwords.isEmpty()) {
            return new Reading.Unavailable("no keychain on this system");
        }
        try {
            return StoredText.read(passwords.get().get(entry).getBytes(StandardCharsets.ISO_8859_1));
        } catch (PasswordAccessException | RuntimeException failure) {
            return reading(String.valueOf(failure.getMessage()));
        }
    }

    /** Nothing to do: macOS asks by itself when an entry is read, and must not ask again whoever has just declined. */
    @Override
    public boolean unlock() {
        return false;
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        byte[] text = StoredText.of(secret);
        try {
            Optional<Passwords> passwords = open();
            if (passwords.isPresent()) {
                passwords.get().set(entry, new String(text, StandardCharsets.ISO_8859_1));
            }
            return passwords.isPresent();
        } catch (PasswordAccessException | RuntimeException _) {
            return false;
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public void remove(String entry) {
        try {
            Optional<Passwords> passwords = open();
            if (passwords.isPresent()) {
                passwords.get().delete(entry);
            }
        } catch (PasswordAccessException | RuntimeException _) {
            // Not there, or out of reach.
        }
    }

    private Optional<Passwords> open() {
        try {
            return Optional.of(opener.open());
        } catch (BackendNotSupportedException | RuntimeException | LinkageError _) {
            return Optional.empty();
        }
    }

    private static Reading reading(String failure) {
        if (Stream.of(MISSING).anyMatch(failure::contains)) {
            return new Reading.Missing();
        }
        return Stream.of(LOCKED).anyMatch(failure::contains) ? new Reading.Locked() : new Reading.Unavailable(failure);
    }
}
