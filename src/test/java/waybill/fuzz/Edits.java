package waybill.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Turns a fuzzer's bytes into changes of something valid, so that most of it stays so and the parsers behind go far. */
public final class Edits {
    private static final int BYTES = 5;

    private Edits() {}

    /** Each five bytes are one change: what to do, where (three bytes), and a value. */
    public static byte[] apply(ByteBuffer edits, byte[] valid) {
        byte[] changed = valid.clone();
        while (edits.remaining() >= BYTES && changed.length > 1) {
            int what = edits.get() & 3;
            int at = ((edits.get() & 0xff) << 16 | edits.getShort() & 0xffff) % changed.length;
            byte value = edits.get();
            changed = switch (what) {
                case 0 -> with(changed, at, value);
                case 1 -> with(changed, at, (byte) (changed[at] ^ value));
                case 2 -> Arrays.copyOf(changed, at);
                default -> Arrays.copyOf(changed, changed.length + (value & 0xff));
            };
        }
        return changed;
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }
}
