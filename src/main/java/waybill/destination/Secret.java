package waybill.destination;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Text that must not be seen: a signing secret, password, token or key. Never printed: {@link #toString} is a mask.
 * <p>
 * The text is held as characters so that it can be wiped; what is made from it ({@link #reveal}) is a Java string and
 * lives until it is collected, which the security notes say.
 */
public final class Secret {
    /** What stands in the place of a secret on screen, in logs and in copied text. */
    public static final String MASK = "••••••";

    private final char[] text;

    private Secret(char[] text) {
        this.text = text;
    }

    /** A secret with a copy of {@code text}; the caller keeps, and wipes, its own. */
    public static Secret of(char[] text) {
        return new Secret(text.clone());
    }

    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** A secret from its UTF-8 bytes; the caller keeps, and wipes, its own array. */
    public static Secret ofUtf8(byte[] utf8) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        char[] text = new char[decoded.remaining()];
        decoded.get(text);
        Arrays.fill(decoded.array(), '\0');
        return new Secret(text);
    }

    public boolean isEmpty() {
        return text.length == 0;
    }

    /** In UTF-16 units, as {@link String#length}. */
    public int length() {
        return text.length;
    }

    /** Lends the secret's UTF-8 bytes to {@code use} and wipes them afterwards. */
    public <R> R withUtf8(Function<byte[], R> use) {
        byte[] utf8 = utf8();
        try {
            return use.apply(utf8);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /** The plain text, for a header that is about to be sent or a field that a person asked to see. */
    public String reveal() {
        return new String(text);
    }

    /** Overwrites the text; the secret is empty characters from then on. */
    public void wipe() {
        Arrays.fill(text, '\0');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(utf8(), secret.utf8());
    }

    /** The same for every secret of a length, so that a hash tells nothing about the text. */
    @Override
    public int hashCode() {
        return text.length;
    }

    @Override
    public String toString() {
        return MASK;
    }

    private byte[] utf8() {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] utf8 = new byte[encoded.remaining()];
        encoded.get(utf8);
        Arrays.fill(encoded.array(), (byte) 0);
        return utf8;
    }
}
