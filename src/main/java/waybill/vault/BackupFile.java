package waybill.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** The one file of a backup: written as a whole or not at all, and read with bounded memory, whatever is in it. */
final class BackupFile {
    private BackupFile() {}

    /** What is to be in a backup, and what opens it. @param master stays the caller's */
    record Content(Backup.Kind kind, Instant made, VaultFile keyFile, MasterKey master) {}

    /** Writes the rows. */
    interface Rows {
        void writeTo(OutputStream out);
    }

    /** What was found in a backup. @param master closed by the caller */
    record Opened(BackupHead head, VaultFile keyFile, MasterKey master) {}

    /** Takes what was found. */
    interface Use {
        /** @param rows to be read to their end, decrypted */
        void of(Opened opened, InputStream rows) throws IOException;
    }

    /** Writes {@code target}, which is replaced when the new file is on disk. */
    static void write(Path target, Content content, Rows rows) throws IOException {
        UnfinishedBackups.discard(target);
        // No name that anybody else has chosen, so that nobody's file is written over.
        Path unfinished = UnfinishedBackups.name(target, content.keyFile().installId());
        FileChannel file = DurableFiles.create(unfinished);
        try {
            try (file) {
                write(file, content, rows);
                file.force(true);
            }
            Files.move(unfinished, target, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        syncIfPossible(target.toAbsolutePath().getParent());
    }

    /** The file is whole and has its name by now, and not every folder of a network or of a stick can be asked for more. */
    private static void syncIfPossible(Path folder) {
        try {
            DurableFiles.syncFolder(folder);
        } catch (IOException _) {
            // as above
        }
    }

    /** The head last, when the length of the rows is known. */
    private static void write(FileChannel file, Content content, Rows rows) throws IOException {
        byte[] keyFile = content.keyFile().bytes();
        BackupCipher cipher = new BackupCipher(content.master(), content.keyFile().installId(), keyFile);
        OutputStream out = Channels.newOutputStream(file);
        out.write(BackupHead.begun());
        out.write(keyFile);
        long before = file.position();
        try (OutputStream encrypting = cipher.encrypting(out)) {
            rows.writeTo(encrypting);
        }
        BackupHead head = new BackupHead(content.kind(), content.made(), keyFile.length, file.position() - before);
        out.write(cipher.seal(head));
        file.position(0);
        out.write(head.bytes());
    }

    /**
     * Opens {@code source}. Every byte of it is checked before {@code use} gets any of its rows, and once more behind that: nothing
     * that was made of a file that was altered meanwhile may be used.
     *
     * @throws BackupException with its fault
     */
    static Opened read(Path source, char[] passphrase, Use use) throws IOException {
        // Opening a pipe would wait for whoever writes to it.
        if (Files.exists(source) && !Files.isRegularFile(source)) {
            throw new BackupException(BackupFault.UNREADABLE, "it is no regular file");
        }
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.READ)) {
            InputStream in = Channels.newInputStream(file);
            BackupHead head = BackupHead.parse(in.readNBytes(BackupHead.BYTES));
            if (file.size() != head.fileBytes()) {
                throw BackupHead.damaged("it has another length than it says");
            }
            VaultFile keyFile = VaultFile.parse(in.readNBytes(head.keyFile()));
            Opened opened = new Opened(head, keyFile, unwrap(keyFile, passphrase));
            try {
                requireAuthentic(keyFile, opened.master());
                long rowsAt = file.position();
                check(in, opened, (_, _) -> {});
                file.position(rowsAt);
                check(in, opened, use);
                return opened;
            } catch (IOException | RuntimeException | Error e) {
                opened.master().close();
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

    /** Has what is not yet read of the rows read by {@code use}. @throws BackupException if the seal does not fit */
    private static void check(InputStream in, Opened opened, Use use) throws IOException {
        BackupHead head = opened.head();
        BackupCipher cipher = new BackupCipher(opened.master(), opened.keyFile().installId(), opened.keyFile().bytes());
        InputStream sealed = cipher.sealed(in, head.rows());
        use.of(opened, cipher.decrypting(sealed));
        sealed.transferTo(OutputStream.nullOutputStream());
        if (!cipher.seals(head, in.readNBytes(BackupHead.HMAC_BYTES))) {
            throw BackupHead.damaged("its seal does not fit");
        }
    }
}
