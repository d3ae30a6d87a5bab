package waybill.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The 160 random bits that open a vault when nothing else does. Written as eight groups of five characters of Crockford's
 * Base32 (no I, L, O, U), each with a check character of its own, so that a slip of the pen is found where it is.
 * <p>
 * Read without regard to case, spaces and dashes, with O as 0 and I and L as 1.
 */
public final class RecoveryKey implements AutoCloseable {
    /** How many groups there are. */
    public static final int GROUPS = 8;
    /** The length of a group with its check character. */
    public static final int GROUP_LENGTH = 5;

    static final int BYTES = 20;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int IN_GROUP = GROUP_LENGTH - 1;
    /** Odd, hence invertible modulo 32: no single wrong character goes unnoticed. */
    private static final int GROUP_WEIGHT = 11;

    private final byte[] code;

    private RecoveryKey(byte[] code) {
        this.code = code;
    }

    static RecoveryKey random(SecureRandom random) {
        byte[] code = new byte[BYTES];
        random.nextBytes(code);
        return new RecoveryKey(code);
    }

    /** What reading one that was typed gave. */
    public sealed interface Reading {
        /** Well-formed; whether it opens the vault is another question. The caller closes it. */
        record Read(RecoveryKey key) implements Reading {}

        /** There are too few or too many characters, or one that is in no recovery key. */
        record NoKey() implements Reading {}

        /** The check character of a group does not fit. @param group from 1 to {@link #GROUPS} */
        record Slip(int group) implements Reading {}
    }

    /** Reads what a person typed. Does not wipe {@code typed}. */
    public static Reading read(char[] typed) {
        Optional<int[]> digits = digits(typed);
        if (digits.isEmpty()) {
            return new Reading.NoKey();
        }
        int[] found = digits.get();
        try {
            for (int group = 0; group < GROUPS; group++) {
                if (check(found, group) != found[group * GROUP_LENGTH + IN_GROUP]) {
                    return new Reading.Slip(group + 1);
                }
            }
            return new Reading.Read(new RecoveryKey(bytes(found)));
        } finally {
            Arrays.fill(found, 0);
        }
    }

    /** As it is shown: groups with dashes between. The caller wipes it. */
    public char[] text() {
        char[] text = new char[GROUPS * (GROUP_LENGTH + 1) - 1];
        int[] digits = withChecks();
        for (int i = 0; i < digits.length; i++) {
            text[i + i / GROUP_LENGTH] = ALPHABET.charAt(digits[i]);
        }
        for (int group = 1; group < GROUPS; group++) {
            text[group * (GROUP_LENGTH + 1) - 1] = '-';
        }
        Arrays.fill(digits, 0);
        return text;
    }

    /** Whether {@code typed} is the group of that number, read as leniently as the whole. @param group from 1 to {@link #GROUPS} */
    public boolean isGroup(int group, CharSequence typed) {
        int[] digits = withChecks();
        int at = (group - 1) * GROUP_LENGTH;
        int[] read = typed.chars().filter(c -> !isBetween((char) c)).map(c -> digit((char) c)).toArray();
        boolean isTheSame = Arrays.equals(read, Arrays.copyOfRange(digits, at, at + GROUP_LENGTH));
        Arrays.fill(digits, 0);
        return isTheSame;
    }

    /** The key of the slot: HKDF-SHA256 (RFC 5869) of the code. The caller wipes it. */
    byte[] slotKey(String installId) {
        return MasterKey.hkdf(code, installId, "waybill recovery slot/1");
    }

    @Override
    public void close() {
        Arrays.fill(code, (byte) 0);
    }

    private int[] withChecks() {
        int[] digits = new int[GROUPS * GROUP_LENGTH];
        for (int i = 0; i < GROUPS * IN_GROUP; i++) {
            digits[i / IN_GROUP * GROUP_LENGTH + i % IN_GROUP] = bits(i * BITS);
        }
        for (int group = 0; group < GROUPS; group++) {
            digits[group * GROUP_LENGTH + IN_GROUP] = check(digits, group);
        }
        return digits;
    }

    /** Five bits of the code from {@code bit} on. */
    private int bits(int bit) {
        int two = (code[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < BYTES ? code[bit / 8 + 1] & 0xff : 0);
        return two >> 16 - BITS - bit % 8 & 31;
    }

    /** Weighted by place, so that two characters or two groups that changed places are noticed. */
    private static int check(int[] digits, int group) {
        int sum = GROUP_WEIGHT * group;
        for (int i = 0; i < IN_GROUP; i++) {
            sum += (2 * i + 1) * digits[group * GROUP_LENGTH + i];
        }
        return sum & 31;
    }

    private static Optional<int[]> digits(char[] typed) {
        int[] digits = new int[GROUPS * GROUP_LENGTH];
        int count = 0;
        for (char c : typed) {
            if (!isBetween(c)) {
                if (count == digits.length || digit(c) < 0) {
                    return Optional.empty();
                }
                digits[count] = digit(c);
                count++;
            }
        }
        return count == digits.length ? Optional.of(digits) : Optional.empty();
    }

    private static byte[] bytes(int[] digits) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES * 8; i++) {
            int digit = i / BITS;
            int value = digits[digit / IN_GROUP * GROUP_LENGTH + digit % IN_GROUP];
            bytes[i / 8] |= (byte) ((value >> BITS - 1 - i % BITS & 1) << 7 - i % 8);
        }
        return bytes;
    }

    private static int digit(char c) {
        return switch (c) {
            case 'o', 'O' -> 0;
            case 'i', 'I', 'l', 'L' -> 1;
            default -> ALPHABET.indexOf(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        };
    }

    private static boolean isBetween(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.DASH_PUNCTUATION;
    }
}
