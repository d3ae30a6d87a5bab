package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;

@Promised(Promise.VECTORS)
class PassphraseTest {
    private static final byte[] SALT = "somesalt".getBytes(StandardCharsets.UTF_8);

    @Test
    void givesTheKeyOfTheArgon2ReferenceCode() {
        byte[] key = Passphrase.key("password".toCharArray(), SALT, new Argon2Cost(64 * 1024, 2, 1));
        assertThat(HexFormat.of().formatHex(key)).isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    @Test
    void givesTheSameKeyHoweverAccentsWereTyped() {
        assertThat(key("pässwörd")).isEqualTo(key("pa\u0308sswo\u0308rd")).isNotEqualTo(key("password"));
    }

    @Test
    void newVaultsUse64MebibytesAndThreePasses() {
        assertThat(Argon2Cost.USUAL).isEqualTo(new Argon2Cost(65_536, 3, 1));
        assertThat(Argon2Cost.FLOOR).isEqualTo(new Argon2Cost(19_456, 2, 1));
    }

    @Test
    void acceptsNoCostBelowTheFloorOrAboveTheCeiling() {
        assertThat(Argon2Cost.USUAL.isAcceptable()).isTrue();
        assertThat(Argon2Cost.FLOOR.isAcceptable()).isTrue();
        assertThat(new Argon2Cost(19_455, 2, 1).isAcceptable()).isFalse();
        assertThat(new Argon2Cost(19_456, 1, 1).isAcceptable()).isFalse();
        assertThat(new Argon2Cost(19_456, 2, 0).isAcceptable()).isFalse();
        assertThat(new Argon2Cost(Integer.MAX_VALUE, 2, 1).isAcceptable()).isFalse();
        assertThat(new Argon2Cost(19_456, Integer.MAX_VALUE, 1).isAcceptable()).isFalse();
        assertThat(new Argon2Cost(19_456, 2, Integer.MAX_VALUE).isAcceptable()).isFalse();
    }

    private static byte[] key(String passphrase) {
        return Passphrase.key(passphrase.toCharArray(), SALT, Argon2Cost.FLOOR);
    }
}
