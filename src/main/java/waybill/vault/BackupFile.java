package waybill.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one file of a backup: written as a whole or not at all, and read with bounded memory, whatever is in it. */
final class BackupFile {
    private static final int BUFFER_BYTES = 64 * 1024;

    private BackupFile() {}

    /** Writes {@code target}, which is replaced when the new file is on disk. */
    static void write(Path target, BackupHead head, byte[] keyFile, Path database, MasterKey master, String installId)
            throws IOException {
        UnfinishedBackups.discard(target);
        // No name that anybody else has chosen, so that nobody's file is written over.
        Path unfinished = UnfinishedBackups.name(target, installId);
        try {
            DurableFiles.write(unfinished, new byte[0]);
            Mac mac = mac(master, installId);
            try (OutputStream out = Files.newOutputStream(unfinished); InputStream in = Files.newInputStream(database)) {
                put(out, mac, head.bytes());
                put(out, mac, keyFile);
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    mac.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
                out.write(mac.doFinal());
            }
            DurableFiles.sync(unfinished);
            Files.move(unfinished, target, ATOMIC_MOVE, REPLACE_EXISTING);
            DurableFiles.syncFolder(target.toAbsolutePath().getParent());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** What was found in a backup. @param master closed by the caller */
    record Opened(BackupHead head, VaultFile keyFile, MasterKey master) {}

    /**
     * Opens {@code source} and writes its database to {@code database}. Nothing in that may be used unless this returns: the
     * seal is at the end.
     *
     * @throws BackupException with its fault
     */
    static Opened read(Path source, char[] passphrase, Path database) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            BackupHead head = BackupHead.parse(in.readNBytes(BackupHead.BYTES));
            if (Files.size(source) != head.fileBytes()) {
                throw BackupHead.damaged("it has another length than it says");
            }
            byte[] bytes = in.readNBytes(head.keyFile());
            VaultFile keyFile = VaultFile.parse(bytes);
            MasterKey master = unwrap(keyFile, passphrase);
            try {
                requireAuthentic(keyFile, master);
                Mac mac = mac(master, keyFile.installId());
                mac.update(head.bytes());
                mac.update(bytes);
                DurableFiles.write(database, new byte[0]);
                copy(in, head.database(), mac, database);
                if (!MessageDigest.isEqual(mac.doFinal(), in.readNBytes(BackupHead.HMAC_BYTES))) {
                    throw BackupHead.damaged("its seal does not fit");
                }
                return new Opened(head, keyFile, master);
            } catch (IOException | RuntimeException e) {
                master.close();
                throw e;
            }
        }
    }

    private static MasterKey unwrap(VaultFile keyFile, char[] passphrase) {
        Optional<MasterKey> master = keyFile.passphraseSlot().flatMap(slot -> slot.unwrap(passphrase, keyFile.installId()));
        return master.orElseThrow(() -> new BackupException(BackupFault.WRONG_PASSPHRASE, "the passphrase does not open it"));
    }

    private static void requireAuthentic(VaultFile keyFile, MasterKey master) {
        try (KeyFileSeal seal = master.seal(keyFile.installId())) {
            if (!keyFile.isAuthentic(seal)) {
                throw BackupHead.damaged("the seal of its key file does not fit");
            }
        }
    }

    private static void copy(InputStream in, long bytes, Mac mac, Path database) throws IOException {
        try (OutputStream out = Files.newOutputStream(database)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = bytes; left > 0;) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                mac.update(buffer, 0, read);
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static void put(OutputStream out, Mac mac, byte[] bytes) throws IOException {
        mac.update(bytes);
        out.write(bytes);
    }

    private static Mac mac(MasterKey master, String installId) {
        byte[] key = master.derive(installId, MasterKey.Purpose.BACKUP);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not usable", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
