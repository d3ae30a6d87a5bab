package waybill.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Files as a later Waybill would write them: another format in its place, and checksums that fit. */
public final class NewerVersion {
    private static final String CHECKSUM = "\"checksum\":\"";
    private static final int BACKUP_FORMAT_AT = "WAYBILL-BACKUP\n".length();
    private static final int CHECKSUM_BYTES = 32;

    private NewerVersion() {}

    public static byte[] ofKeyFile(byte[] present) {
        String text = new String(present, StandardCharsets.US_ASCII);
        String before = text.substring(0, text.indexOf(CHECKSUM) + CHECKSUM.length())
                .replace("\"format\":" + VaultFile.FORMAT, "\"format\":" + (VaultFile.FORMAT + 1));
        String after = text.substring(text.indexOf("\",\n\"hmac\""));
        String checksum = HexFormat.of().formatHex(sha256(before.getBytes(StandardCharsets.US_ASCII)));
        return (before + checksum + after).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param present a backup, or an exported destination */
    public static byte[] ofBackup(byte[] present) {
        byte[] newer = present.clone();
        newer[BACKUP_FORMAT_AT]++;
        int checksumAt = BackupHead.BYTES - CHECKSUM_BYTES;
        System.arraycopy(sha256(Arrays.copyOf(newer, checksumAt)), 0, newer, checksumAt, CHECKSUM_BYTES);
        return newer;
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
