package waybill.delivery;

import java.util.random.RandomGenerator;

/**
 * The id of a message, the same over all its attempts: {@code msg_} and 26 letters and digits, no dot (Standard Webhooks
 * separates the parts of what it signs by dots).
 */
public record MessageId(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    public MessageId {
        if (!text.matches("msg_[0-9A-Za-z]{26}")) {
            throw new IllegalArgumentException("not a message id: " + text);
        }
    }

    /** A new id of about 149 random bits from {@code random}, which should be a {@link java.security.SecureRandom}. */
    public static MessageId next(RandomGenerator random) {
        var text = new StringBuilder("msg_");
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new MessageId(text.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
