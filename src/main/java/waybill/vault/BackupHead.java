package waybill.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a backup begins with. Behind it come a key file with one slot, for the backup's passphrase, then the rows of a
 * database, encrypted with AES-256-CTR, then an HMAC-SHA256 over all of it, keyed from the key file's master key as the cipher
 * is. Each file has a master key of its own, so that no counter block is used twice.
 * <p>
 * Of fixed length in every later format, and with a checksum, so that a damaged file is told from one of a newer version
 * before any passphrase is tried.
 *
 * @param kind what is in it
 * @param made in milliseconds
 * @param keyFile the key file's length, in bytes
 * @param rows the length of the encrypted rows, in bytes
 */
record BackupHead(Backup.Kind kind, Instant made, int keyFile, long rows) {
    /**
     * The one format this version reads and writes. In 1, a database file was embedded: who made the file could have made that so
     * that opening it runs what they want.
     */
    static final int FORMAT = 2;
    static final int HMAC_BYTES = 32;

    private static final byte[] MAGIC = "WAYBILL-BACKUP\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FIELD_BYTES = MAGIC.length + 1 + 1 + Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int CHECKSUM_BYTES = 32;

    static final int BYTES = FIELD_BYTES + CHECKSUM_BYTES;

    byte[] bytes() {
        byte[] fields = ByteBuffer.allocate(FIELD_BYTES).put(MAGIC).put((byte) FORMAT).put((byte) (kind.ordinal() + 1))
                .putLong(made.toEpochMilli()).putInt(keyFile).putLong(rows).array();
        return ByteBuffer.allocate(BYTES).put(fields).put(sha256(fields)).array();
    }

    /** In place of the head until the rest is written: told by {@link #isBegun}, and no head of a backup. */
    static byte[] begun() {
        return Arrays.copyOf(MAGIC, BYTES);
    }

    /** Whether a file that begins with {@code bytes}, which may be none, can be one whose writing was cut off. */
    static boolean isBegun(byte[] bytes) {
        int known = Math.min(bytes.length, MAGIC.length);
        return Arrays.equals(bytes, 0, known, MAGIC, 0, known);
    }

    /** @throws BackupException if it is none, damaged, or of a newer format */
    static BackupHead parse(byte[] bytes) {
        if (!Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw new BackupException(BackupFault.NOT_A_BACKUP, "no backup begins like this");
        }
        if (bytes.length != BYTES
                || !Arrays.equals(Arrays.copyOfRange(bytes, FIELD_BYTES, BYTES), sha256(Arrays.copyOf(bytes, FIELD_BYTES)))) {
            throw damaged("the head does not fit its checksum");
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes, MAGIC.length, FIELD_BYTES - MAGIC.length);
        int format = Byte.toUnsignedInt(fields.get());
        if (format != FORMAT) {
            throw new BackupException(format < FORMAT ? BackupFault.OLDER_VERSION : BackupFault.NEWER_VERSION,
                    "format " + format);
        }
        int kind = fields.get() - 1;
        Instant made = Instant.ofEpochMilli(fields.getLong());
        int keyFile = fields.getInt();
        long rows = fields.getLong();
        if (kind < 0 || kind >= Backup.Kind.values().length || keyFile < 0 || keyFile > VaultFile.MAX_BYTES || rows < 0) {
            throw damaged("the head has impossible values");
        }
        return new BackupHead(Backup.Kind.values()[kind], made, keyFile, rows);
    }

    /** The length of the whole file, in bytes. */
    long fileBytes() {
        return BYTES + keyFile + rows + HMAC_BYTES;
    }

    static BackupException damaged(String detail) {
        return new BackupException(BackupFault.DAMAGED, detail);
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
