package waybill.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The key file, {@code vault.json}: the witness, the slots with the wrapped master key, and two seals at the end.
 * <p>
 * The checksum (SHA-256, no key) tells a damaged file from a wrong passphrase before anything is unlocked. The HMAC, keyed
 * from the master key, over all bytes before it, tells afterwards that nobody altered the file. Both stay the last two
 * members, written as here, in every later format: so a flip in the format's number is seen as damage.
 */
final class VaultFile {
    /** The newest format this version reads, and the one it writes. 1 had no slot for a recovery key. */
    static final int FORMAT = 2;

    /** More is no key file; not read, so that a forged one cannot fill the memory. */
    static final int MAX_BYTES = 64 * 1024;

    private static final String BEFORE_CHECKSUM = ",\n\"checksum\":\"";
    private static final String BEFORE_HMAC = "\",\n\"hmac\":\"";
    private static final String END = "\"}\n";
    private static final int HEX_DIGITS = 64;
    private static final int HMAC_AT = HEX_DIGITS + END.length();
    private static final int CHECKSUM_AT = HMAC_AT + BEFORE_HMAC.length() + HEX_DIGITS;

    private final Witness witness;
    private final List<KeySlot> slots;
    private final byte[] bytes;

    VaultFile(Witness witness, List<KeySlot> slots, byte[] bytes) {
        this.witness = witness;
        this.slots = List.copyOf(slots);
        this.bytes = bytes;
    }

    /** A new key file, sealed with {@code seal}. */
    static VaultFile of(Witness witness, List<KeySlot> slots, KeyFileSeal seal) {
        byte[] checked = join(VaultFileJson.write(witness, slots), ascii(BEFORE_CHECKSUM));
        byte[] signed = join(checked, ascii(hex(sha256(checked)) + BEFORE_HMAC));
        byte[] bytes = join(signed, ascii(hex(seal.of(signed)) + END));
        return new VaultFile(witness, slots, bytes);
    }

    /**
     * Reads a key file whose HMAC is still to be checked with {@link #isAuthentic}.
     *
     * @throws VaultException with {@link VaultStatus.Refusal#KEY_FILE_DAMAGED} or {@link VaultStatus.Refusal#NEWER_VERSION}
     */
    static VaultFile parse(byte[] bytes) {
        if (!hasFrame(bytes) || !isChecked(bytes)) {
            throw damaged("checksum or end does not fit");
        }
        return VaultFileJson.read(bytes);
    }

    static VaultException damaged(String detail) {
        return new VaultException(VaultStatus.Refusal.KEY_FILE_DAMAGED, "vault.json: " + detail, null);
    }

    Witness witness() {
        return witness;
    }

    String installId() {
        return witness.installId();
    }

    List<KeySlot> slots() {
        return slots;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Optional<KeySlot.OfKeychain> keychainSlot() {
        return slot(KeySlot.OfKeychain.class);
    }

    Optional<KeySlot.OfPassphrase> passphraseSlot() {
        return slot(KeySlot.OfPassphrase.class);
    }

    Optional<KeySlot.OfRecovery> recoverySlot() {
        return slot(KeySlot.OfRecovery.class);
    }

    /** Whether the HMAC fits: every byte is as it was written by someone who had the master key. */
    boolean isAuthentic(KeyFileSeal seal) {
        int hmacAt = bytes.length - HMAC_AT;
        byte[] expected = ascii(hex(seal.of(Arrays.copyOf(bytes, hmacAt))));
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, hmacAt, hmacAt + HEX_DIGITS));
    }

    private <S extends KeySlot> Optional<S> slot(Class<S> kind) {
        return slots.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static boolean hasFrame(byte[] bytes) {
        int checksumAt = bytes.length - CHECKSUM_AT;
        return checksumAt > BEFORE_CHECKSUM.length() && has(bytes, bytes.length - END.length(), END)
                && has(bytes, bytes.length - HMAC_AT - BEFORE_HMAC.length(), BEFORE_HMAC)
                && has(bytes, checksumAt - BEFORE_CHECKSUM.length(), BEFORE_CHECKSUM);
    }

    private static boolean isChecked(byte[] bytes) {
        int checksumAt = bytes.length - CHECKSUM_AT;
        return has(bytes, checksumAt, hex(sha256(Arrays.copyOf(bytes, checksumAt))));
    }

    private static boolean has(byte[] bytes, int from, String text) {
        return Arrays.equals(bytes, from, from + text.length(), ascii(text), 0, text.length());
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
