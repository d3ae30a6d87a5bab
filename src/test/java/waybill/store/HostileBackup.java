package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import waybill.destination.Readiness;
import waybill.fuzz.Edits;
import waybill.vault.Backup;
import waybill.vault.BackupFault;
import waybill.vault.Backups.Look;
import waybill.vault.HostileKeyFile;

/** Files where a backup, or an exported destination, is expected, made by somebody who knows the format. */
public final class HostileBackup {
    private static final int HEAD_FIELDS = 37;
    private static final int HEAD = HEAD_FIELDS + 32;
    private static final int KEY_FILE_LENGTH_AT = 25;
    private static final char[] PASSPHRASE = "of the file".toCharArray();
    /** Bits of the first byte. */
    private static final int DESTINATION = 1;
    private static final int CHECK_HEAD = 2;
    private static final int CHECK_KEY_FILE = 4;
    private static final int WHOLE = 8;

    private final Home home;
    private final Path folder;
    private final Path file;
    private final byte[] vault;
    private final byte[] destination;
    private final Map<BackupFault, Integer> faults = new TreeMap<>();

    public HostileBackup(Path parent) throws IOException {
        folder = parent.resolve("home");
        file = parent.resolve("file");
        home = Home.open(folder);
        home.destinations().register(Destinations.bearer("token"), Readiness.notTested());
        vault = written(Backup.Kind.VAULT);
        destination = written(Backup.Kind.DESTINATION);
    }

    /** @param input which file, which checksums are put right, and either changes of it or a file of its own */
    public void isRefused(ByteBuffer input) throws IOException {
        int how = input.hasRemaining() ? input.get() : 0;
        byte[] valid = (how & DESTINATION) == 0 ? vault : destination;
        byte[] hostile = (how & WHOLE) == 0 ? Edits.apply(input, valid) : rest(input);
        if ((how & CHECK_KEY_FILE) != 0) {
            checkKeyFile(hostile);
        }
        if ((how & CHECK_HEAD) != 0) {
            checkHead(hostile);
        }
        if (!Arrays.equals(hostile, valid)) {
            Files.write(file, hostile);
            refuse();
        }
    }

    /** How often each fault was named. */
    public Map<BackupFault, Integer> faults() {
        return faults;
    }

    /** Nothing was left beside the vault, and that is as it was. */
    public void assertVaultIsUnharmed() throws IOException {
        try (var left = Files.list(folder)) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        }
        assertThat(home.destinations().find()).isPresent();
    }

    private void refuse() {
        switch (home.vault().backups().look(file, PASSPHRASE.clone())) {
            case Look.Refused(var why, var _) -> faults.merge(why, 1, Integer::sum);
            case Look.Inside _ -> throw new AssertionError("accepted");
        }
    }

    private byte[] written(Backup.Kind kind) throws IOException {
        home.vault().backups().write(file, kind, PASSPHRASE.clone());
        return Files.readAllBytes(file);
    }

    private static byte[] rest(ByteBuffer input) {
        byte[] rest = new byte[input.remaining()];
        input.get(rest);
        return rest;
    }

    private static void checkHead(byte[] file) {
        if (file.length >= HEAD) {
            System.arraycopy(sha256(Arrays.copyOf(file, HEAD_FIELDS)), 0, file, HEAD_FIELDS, HEAD - HEAD_FIELDS);
        }
    }

    private static void checkKeyFile(byte[] file) {
        if (file.length >= HEAD) {
            int length = ByteBuffer.wrap(file).getInt(KEY_FILE_LENGTH_AT);
            if (length > 0 && length <= file.length - HEAD) {
                byte[] keyFile = HostileKeyFile.checked(Arrays.copyOfRange(file, HEAD, HEAD + length));
                System.arraycopy(keyFile, 0, file, HEAD, length);
            }
        }
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
