package waybill.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Columns as bytes, one after the other, compressed. To be read in the order in which they were written. Lengths that do not fit
 * what is read end in an exception of the runtime, as damaged bytes do.
 */
final class PackedColumns {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Of a block whose every name is the longest, some 7 MB. */
    private static final int MOST = 16 * 1024 * 1024;

    private final ByteBuffer bytes;

    private PackedColumns(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** @param most bytes that will be written */
    static PackedColumns toWrite(int most) {
        return new PackedColumns(ByteBuffer.allocate(most));
    }

    /**
     * @param packed by {@link #packed}
     * @throws IllegalArgumentException if it was not
     */
    static PackedColumns toRead(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            int length = ByteBuffer.wrap(packed).getInt();
            if (length < 0 || length > MOST) {
                throw new IllegalArgumentException("of a length that none has");
            }
            byte[] all = new byte[length];
            inflater.setInput(packed, Integer.BYTES, packed.length - Integer.BYTES);
            // It checks the sum at the end only if it gets there.
            if (inflater.inflate(all) < all.length || inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
                throw new IllegalArgumentException("of another length");
            }
            return new PackedColumns(ByteBuffer.wrap(all));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("damaged", e);
        } finally {
            inflater.end();
        }
    }

    byte[] packed() {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.position()).array());
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes.array(), 0, bytes.position());
            deflater.finish();
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /** As all numbers: by what each is more than the one before it, for small ones are packed best. */
    void put(long[] column) {
        long before = 0;
        for (long each : column) {
            bytes.putLong(each - before);
            before = each;
        }
    }

    void get(long[] column) {
        bytes.asLongBuffer().get(column);
        bytes.position(bytes.position() + column.length * Long.BYTES);
        for (int i = 1; i < column.length; i++) {
            column[i] += column[i - 1];
        }
    }

    void put(int[] column) {
        int before = 0;
        for (int each : column) {
            bytes.putInt(each - before);
            before = each;
        }
    }

    void get(int[] column) {
        bytes.asIntBuffer().get(column);
        bytes.position(bytes.position() + column.length * Integer.BYTES);
        for (int i = 1; i < column.length; i++) {
            column[i] += column[i - 1];
        }
    }

    void put(short[] column) {
        bytes.asShortBuffer().put(column);
        bytes.position(bytes.position() + column.length * Short.BYTES);
    }

    void get(short[] column) {
        bytes.asShortBuffer().get(column);
        bytes.position(bytes.position() + column.length * Short.BYTES);
    }

    void put(byte[] column, int length) {
        bytes.put(column, 0, length);
    }

    void get(byte[] column) {
        bytes.get(column);
    }

    void put(BitSet column) {
        byte[] bits = column.toByteArray();
        put(new int[]{bits.length});
        put(bits, bits.length);
    }

    void get(BitSet column) {
        int[] length = new int[1];
        get(length);
        byte[] bits = new byte[length[0]];
        get(bits);
        column.or(BitSet.valueOf(bits));
    }

    /** What is left to read. */
    byte[] rest() {
        byte[] rest = new byte[bytes.remaining()];
        get(rest);
        return rest;
    }
}
