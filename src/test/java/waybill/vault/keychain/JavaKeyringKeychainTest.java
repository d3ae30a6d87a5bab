package waybill.vault.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.vault.Keychain;
import waybill.vault.Keychain.Availability;
import waybill.vault.Keychain.Reading;

class JavaKeyringKeychainTest {
    private final FakePasswords passwords = new FakePasswords();
    private final Keychain keychain = new JavaKeyringKeychain(() -> passwords);

    /** What java-keyring does on Windows: an entry that is not there is an error with a number. */
    private static final class FakePasswords implements JavaKeyringKeychain.Passwords {
        private final Map<String, String> stored = new HashMap<>();
        private Optional<String> failure = Optional.empty();

        @Override
        public String get(String account) throws PasswordAccessException {
            fail();
            if (!stored.containsKey(account)) {
                throw new PasswordAccessException("Error code 1168");
            }
            return stored.get(account);
        }

        @Override
        public void set(String account, String password) throws PasswordAccessException {
            fail();
            stored.put(account, password);
        }

        @Override
        public void delete(String account) throws PasswordAccessException {
            get(account);
            stored.remove(account);
        }

        private void fail() throws PasswordAccessException {
            if (failure.isPresent()) {
                throw new PasswordAccessException(failure.get());
            }
        }
    }

    @Test
    void storesReadsReplacesAndRemoves() {
        assertThat(keychain.availability()).isEqualTo(Availability.READY);
        assertThat(keychain.store("a", new byte[]{0, -1, 16})).isTrue();
        assertThat(passwords.stored).containsExactly(Map.entry("a", "AP8Q"));
        assertThat(secret("a")).containsExactly(0, -1, 16);
        keychain.store("a", new byte[]{7});
        assertThat(secret("a")).containsExactly(7);
        keychain.remove("a");
        keychain.remove("a");
        assertThat(keychain.read("a")).isEqualTo(new Reading.Missing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Error code 1168 | Missing[]",
            "The specified item could not be found in the keychain. | Missing[]",
            "User interaction is not allowed. | Locked[]",
            "User canceled the operation. | Locked[]",
            "The user name or passphrase you entered is not correct. | Locked[]",
            "Error code 1312 | Unavailable[detail=Error code 1312]",
            "Das angegebene Objekt wurde nicht gefunden. | Unavailable[detail=Das angegebene Objekt wurde nicht gefunden.]"
    })
    void readsTheReasonOfAFailureFromItsWords(String message, String reading) {
        passwords.failure = Optional.of(message);
        assertThat(keychain.read("a")).hasToString(reading);
        assertThat(keychain.store("a", new byte[1])).isFalse();
    }

    @Test
    void anEntryThatSomebodyElseWroteOverIsUnavailable() {
        passwords.stored.put("a", "no base64 £");
        assertThat(keychain.read("a")).isEqualTo(new Reading.Unavailable("the entry is not base64"));
    }

    @Test
    void aSystemWithoutItIsAbsent() {
        for (JavaKeyringKeychain.Opener opener : new JavaKeyringKeychain.Opener[]{() -> {
            throw new BackendNotSupportedException("other system");
        }, () -> {
            throw new UnsatisfiedLinkError("no jnidispatch");
        }, () -> {
            throw new NullPointerException();
        }}) {
            var absent = new JavaKeyringKeychain(opener);
            assertThat(absent.availability()).isEqualTo(Availability.ABSENT);
            assertThat(absent.read("a")).isInstanceOf(Reading.Unavailable.class);
            assertThat(absent.store("a", new byte[1])).isFalse();
            absent.remove("a");
        }
    }

    @Test
    void theLibraryItselfRefusesOtherSystemsWithoutItsLinuxParts() {
        assertThat(JavaKeyringKeychain.of(KeyringStorageType.LEGACY_OSX_KEYCHAIN).availability())
                .isEqualTo(System.getProperty("os.name").startsWith("Mac") ? Availability.READY : Availability.ABSENT);
        assertThat(JavaKeyringKeychain.of(KeyringStorageType.WINDOWS_CREDENTIAL_STORE).availability())
                .isEqualTo(System.getProperty("os.name").startsWith("Windows") ? Availability.READY : Availability.ABSENT);
    }

    private byte[] secret(String entry) {
        return ((Reading.Found) keychain.read(entry)).secret();
    }
}
