package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.vault.Keychain.Availability;

/** A key that the keychain is to keep, and what it had before. */
class KeychainEntriesTest {
    private static final byte[] EARLIER = {1};
    private static final byte[] KEY = {2};

    private final FakeKeychain keychain = FakeKeychain.ready();
    private final KeychainEntries entries = new KeychainEntries(new TimedKeychain(keychain, TimedKeychain.LIMIT));

    @Test
    void isKeptInPlaceOfAnEarlierOne() {
        keychain.entries().put("id", EARLIER);
        assertThat(entries.keepNow("id", KEY)).isTrue();
        assertThat(keychain.entries().get("id")).isEqualTo(KEY);
    }

    @ParameterizedTest
    @EnumSource(value = Availability.class, names = {"LOCKED", "ABSENT"})
    void takesNothingAwayWhereItCannotBeKept(Availability availability) {
        keychain.entries().put("id", EARLIER);
        keychain.become(availability);
        assertThat(entries.isReady()).isFalse();
        assertThat(entries.keepNow("id", KEY)).isFalse();
        assertThat(keychain.entries().get("id")).isEqualTo(EARLIER);
    }

    @Test
    void takesNothingAwayWhereTheKeychainOnlySaysThatItWasKept() {
        keychain.forget();
        keychain.entries().put("id", EARLIER);
        assertThat(entries.keepNow("id", KEY)).isFalse();
        assertThat(keychain.entries().get("id")).isEqualTo(EARLIER);
    }
}
