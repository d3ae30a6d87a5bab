package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;
import waybill.vault.VaultStatus.Refusal;

@Promised(Promise.DAMAGED_FILES)
class VaultFileTest {
    private static final String INSTALL_ID = "00112233445566778899aabbccddeeff";

    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = MasterKey.random(random);
    private final KeyFileSeal seal = master.seal(INSTALL_ID);
    private final byte[] slotKey = new byte[32];
    private final VaultFile file = VaultFile.of(new Witness(INSTALL_ID, 1, 7), List.of(keychainSlot(), passphraseSlot()), seal);

    @Test
    void readsWhatItWrote() {
        VaultFile read = VaultFile.parse(file.bytes());
        assertThat(read.isAuthentic(seal)).isTrue();
        assertThat(read.witness()).isEqualTo(new Witness(INSTALL_ID, 1, 7));
        assertThat(read.keychainSlot().orElseThrow().unwrap(slotKey.clone(), INSTALL_ID)).isPresent();
        assertThat(read.passphraseSlot().orElseThrow().unwrap("open sesame".toCharArray(), INSTALL_ID)).isPresent();
        assertThat(read.passphraseSlot().orElseThrow().unwrap("open Sesame".toCharArray(), INSTALL_ID)).isEmpty();
    }

    @Test
    void seesAFlipOfAnyBit() {
        byte[] bytes = file.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isSeen(flipped)).as("bit %d", bit).isTrue();
        }
    }

    @Test
    void seesACutAtAnyByte() {
        byte[] bytes = file.bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(isSeen(Arrays.copyOf(bytes, length))).as("cut to %d", length).isTrue();
        }
    }

    @Test
    void seesThatSomeoneWithoutTheKeyWroteTheFile() {
        VaultFile forged = VaultFile.parse(VaultFile.of(new Witness(INSTALL_ID, 1, 8), file.slots(),
                MasterKey.random(random).seal(INSTALL_ID)).bytes());
        assertThat(forged.isAuthentic(seal)).isFalse();
    }

    @Test
    void saysThatANewerFormatIsNewer() {
        assertRefused(Refusal.NEWER_VERSION, edited("\"format\":2", "\"format\":3"));
    }

    @Test
    void refusesParametersThatWouldExhaustMemoryOrMakeGuessingCheap() {
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("\"memoryKiB\":19456", "\"memoryKiB\":2147483647"));
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("\"memoryKiB\":19456", "\"memoryKiB\":8"));
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("\"passes\":2", "\"passes\":1000000"));
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("\"memoryKiB\":19456", "\"memoryKiB\":99999999999999999999"));
    }

    @Test
    void refusesWhatIsNoKeyFile() {
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("\"slots\":[", "\"slits\":["));
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("\"kind\":\"keychain\"", "\"kind\":\"kitchen\""));
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited(INSTALL_ID, "../../etc/passwd"));
        assertRefused(Refusal.KEY_FILE_DAMAGED, edited("{\"format\"", "{\"\"\"format\""));
    }

    @Test
    void opensNoSlotThatWasMovedToAnotherVaultOrPlace() {
        WrappedKey wrapped = keychainSlot().wrapped();
        byte[] otherVault = KeySlot.aad(KeySlot.OfKeychain.KIND, "f".repeat(32));
        byte[] otherSlot = KeySlot.aad(KeySlot.OfPassphrase.KIND, INSTALL_ID);
        assertThat(wrapped.unwrap(slotKey.clone(), otherVault)).isEmpty();
        assertThat(wrapped.unwrap(slotKey.clone(), otherSlot)).isEmpty();
    }

    private boolean isSeen(byte[] bytes) {
        try {
            return !VaultFile.parse(bytes).isAuthentic(seal);
        } catch (VaultException e) {
            return e.refusal() == Refusal.KEY_FILE_DAMAGED;
        }
    }

    private KeySlot.OfKeychain keychainSlot() {
        return new KeySlot.OfKeychain(master.wrap(slotKey, KeySlot.aad(KeySlot.OfKeychain.KIND, INSTALL_ID), random));
    }

    private KeySlot.OfPassphrase passphraseSlot() {
        byte[] salt = new byte[Passphrase.SALT_BYTES];
        byte[] key = Passphrase.key("open sesame".toCharArray(), salt, Argon2Cost.FLOOR);
        return new KeySlot.OfPassphrase(Argon2Cost.FLOOR, salt,
                master.wrap(key, KeySlot.aad(KeySlot.OfPassphrase.KIND, INSTALL_ID), random));
    }

    /** The file with another text in it and a checksum that fits again: what a forger can make. */
    private byte[] edited(String text, String replacement) {
        String whole = new String(file.bytes(), StandardCharsets.US_ASCII);
        assertThat(whole).contains(text);
        String changed = whole.replace(text, replacement);
        int checksumAt = changed.indexOf("\"checksum\":\"") + "\"checksum\":\"".length();
        String checksum = HexFormat.of().formatHex(sha256(changed.substring(0, checksumAt)));
        return (changed.substring(0, checksumAt) + checksum + changed.substring(checksumAt + 64))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(Refusal refusal, byte[] bytes) {
        assertThatThrownBy(() -> VaultFile.parse(bytes)).isInstanceOfSatisfying(VaultException.class,
                e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
