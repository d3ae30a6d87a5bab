package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @Test
    void isNeverPrinted() {
        assertThat(Secret.of("hunter2")).hasToString("••••••");
        assertThat(new Auth.Bearer(Secret.of("hunter2")).toString()).doesNotContain("hunter2");
        assertThat(AuthType.values(new Auth.Basic("me", Secret.of("hunter2"))).toString()).doesNotContain("hunter2");
    }

    @Test
    void printsTheSameWhateverItsLength() {
        assertThat(Secret.of("").toString()).isEqualTo(Secret.of("long".repeat(100)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", " a ", "пароль", "😀\u202e\u0000\r\n", "123£"})
    void keepsTheTextUnaltered(String text) {
        assertThat(Secret.of(text).reveal()).isEqualTo(text);
        assertThat(Secret.of(text.toCharArray()).reveal()).isEqualTo(text);
        assertThat(Secret.ofUtf8(text.getBytes(StandardCharsets.UTF_8)).reveal()).isEqualTo(text);
        assertThat(Secret.of(text).<byte[]>withUtf8(bytes -> bytes.clone())).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Secret.of(text).length()).isEqualTo(text.length());
    }

    @Test
    void wipesTheBytesItLent() {
        byte[] lent = Secret.of("hunter2").withUtf8(bytes -> bytes);
        assertThat(lent).containsOnly(0);
    }

    @Test
    void wipesTheBytesItLentWhenTheirUseFails() {
        var lent = new byte[1][];
        try {
            Secret.of("hunter2").withUtf8(bytes -> {
                lent[0] = bytes;
                throw new IllegalStateException();
            });
        } catch (IllegalStateException expected) {
            assertThat(lent[0]).containsOnly(0);
        }
    }

    @Test
    void canBeWiped() {
        var secret = Secret.of("hunter2");
        secret.wipe();
        assertThat(secret.reveal()).doesNotContain("hunter2").containsOnlyOnce("\0".repeat(7));
    }

    @Test
    void keepsACopyOfItsOwn() {
        char[] typed = "hunter2".toCharArray();
        var secret = Secret.of(typed);
        Arrays.fill(typed, 'x');
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void equalsASecretOfTheSameText() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a")).isNotEqualTo(Secret.of("b"))
                .isNotEqualTo(Secret.of("a ")).isNotEqualTo("a");
    }

    @Test
    void hidesItsTextFromItsHash() {
        assertThat(Secret.of("abc")).hasSameHashCodeAs(Secret.of("xyz"));
    }
}
