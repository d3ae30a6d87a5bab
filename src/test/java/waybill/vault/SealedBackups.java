package waybill.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Backups as somebody makes them who knows the format and chooses passphrase and keys: every seal fits, whatever is inside. */
public final class SealedBackups {
    private static final String INSTALL_ID = "00112233445566778899aabbccddeeff";
    private static final int FORMAT_AT = 15;
    private static final int FIELD_BYTES = 37;

    private SealedBackups() {}

    /** What is inside. */
    public interface Inside {
        byte[] of(VaultKeys keys, String installId) throws Exception;
    }

    /** A file of the first format, in which an H2 database was embedded as it was. */
    public static void writeFirstFormat(Path target, char[] passphrase, Inside database) throws Exception {
        try (MasterKey master = MasterKey.random(new SecureRandom()); VaultKeys keys = new DerivedKeys(master, INSTALL_ID)) {
            byte[] inside = database.of(keys, INSTALL_ID);
            byte[] keyFile = keyFile(master, passphrase, 2).bytes();
            byte[] head = head(1, Backup.Kind.VAULT, keyFile.length, inside.length);
            Files.write(target, join(head, keyFile, inside, hmac(master, head, keyFile, inside)));
        }
    }

    /** A file of the present format. @param rows what is encrypted where the rows are */
    public static void write(Path target, char[] passphrase, int schemaVersion, Inside rows) throws Exception {
        try (MasterKey master = MasterKey.random(new SecureRandom()); VaultKeys keys = new DerivedKeys(master, INSTALL_ID)) {
            byte[] inside = rows.of(keys, INSTALL_ID);
            VaultFile keyFile = keyFile(master, passphrase, schemaVersion);
            BackupFile.write(target, new BackupFile.Content(Backup.Kind.VAULT, Instant.EPOCH, keyFile, master), out -> {
                try {
                    out.write(inside);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static VaultFile keyFile(MasterKey master, char[] passphrase, int schemaVersion) {
        KeySlot slot = new SlotMaker(new SecureRandom(), Argon2Cost.FLOOR).ofPassphrase(master, passphrase, INSTALL_ID);
        try (KeyFileSeal seal = master.seal(INSTALL_ID)) {
            return VaultFile.of(new Witness(INSTALL_ID, schemaVersion, 0), List.of(slot), seal);
        }
    }

    private static byte[] head(int format, Backup.Kind kind, int keyFile, long inside) throws GeneralSecurityException {
        byte[] fields = Arrays.copyOf(new BackupHead(kind, Instant.EPOCH, keyFile, inside).bytes(), FIELD_BYTES);
        fields[FORMAT_AT] = (byte) format;
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(fields);
        return ByteBuffer.allocate(FIELD_BYTES + sum.length).put(fields).put(sum).array();
    }

    private static byte[] hmac(MasterKey master, byte[]... parts) throws GeneralSecurityException, IOException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(master.derive(INSTALL_ID, MasterKey.Purpose.BACKUP), "HmacSHA256"));
        return mac.doFinal(join(parts));
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }
}
