package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
    private static final String INSTALL_ID = "00112233445566778899aabbccddeeff";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RecoveryKey key = RecoveryKey.random(new SecureRandom());
    private final String text = new String(key.text());

    @Test
    void isWrittenInEightGroupsOfFive() {
        assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}");
    }

    @Test
    void isReadAsItWasWritten() {
        for (int i = 0; i < 200; i++) {
            RecoveryKey each = RecoveryKey.random(new SecureRandom());
            assertThat(read(new String(each.text()))).isEqualTo(each.slotKey(INSTALL_ID));
        }
    }

    @Test
    void isReadHoweverItIsTyped() {
        byte[] expected = key.slotKey(INSTALL_ID);
        assertThat(read(text.toLowerCase(Locale.ROOT))).isEqualTo(expected);
        assertThat(read(text.replace("-", " \u2013 "))).isEqualTo(expected);
        assertThat(read(text.replace("-", "") + "\n")).isEqualTo(expected);
        assertThat(read(text.replace('0', 'O').replace('1', 'l'))).isEqualTo(expected);
        assertThat(read(text.replace('0', 'o').replace('1', 'I'))).isEqualTo(expected);
    }

    @Test
    void namesTheGroupWithAnyWrongCharacter() {
        for (int at = 0; at < text.length(); at++) {
            for (char other : ALPHABET.toCharArray()) {
                if (text.charAt(at) != '-' && text.charAt(at) != other) {
                    String slip = text.substring(0, at) + other + text.substring(at + 1);
                    assertThat(RecoveryKey.read(slip.toCharArray())).isEqualTo(new RecoveryKey.Reading.Slip(at / 6 + 1));
                }
            }
        }
    }

    @Test
    void noticesGroupsThatChangedPlaces() {
        String swapped = text.substring(6, 12) + text.substring(0, 6) + text.substring(12);
        assertThat(RecoveryKey.read(swapped.toCharArray())).isInstanceOf(RecoveryKey.Reading.Slip.class);
    }

    @Test
    void refusesWhatIsNoRecoveryKey() {
        for (String no : new String[]{"", "ABCDE", text + "-ABCDE", text.substring(1), "U" + text.substring(1),
                "é" + text.substring(1),
                text.replace('-', '_')}) {
            assertThat(RecoveryKey.read(no.toCharArray())).as(no).isEqualTo(new RecoveryKey.Reading.NoKey());
        }
    }

    @Test
    void knowsEachOfItsGroups() {
        String[] groups = text.split("-");
        for (int group = 1; group <= RecoveryKey.GROUPS; group++) {
            assertThat(key.isGroup(group, " " + groups[group - 1].toLowerCase(Locale.ROOT))).isTrue();
            assertThat(key.isGroup(group, groups[group % 8])).isFalse();
            assertThat(key.isGroup(group, "")).isFalse();
            assertThat(key.isGroup(group, "\u00e9" + groups[group - 1])).isFalse();
        }
    }

    @Test
    void usesAllItsBitsAndWipesThem() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(new String(RecoveryKey.random(new SecureRandom()).text()));
        }
        assertThat(seen).hasSize(100);
        key.close();
        assertThat(new String(key.text()).substring(0, 4)).isEqualTo("0000");
    }

    private static byte[] read(String typed) {
        return RecoveryKey.read(typed.toCharArray()) instanceof RecoveryKey.Reading.Read(var read)
                ? read.slotKey(INSTALL_ID)
                : new byte[0];
    }
}
