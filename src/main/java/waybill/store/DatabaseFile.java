package waybill.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.store.fs.encrypt.FileEncrypt;
import org.h2.store.fs.encrypt.FilePathEncrypt;

import waybill.vault.FileFaults;
import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/**
 * Looks at a database file before H2 opens it, and changes nothing. H2 itself takes a file that was cut for a new, empty
 * database, writes to it, and calls a damaged file a wrong password.
 */
final class DatabaseFile {
    /** H2 keeps two copies of its header, one block each, at the beginning. */
    private static final int HEADER_BYTES = 2 * FileEncrypt.BLOCK_SIZE;

    /** Words of a header, of which damage leaves some. */
    private static final List<String> HEADER_WORDS = List.of("block", "chunk", "created", "format", "version", "fletcher");

    private static final String SYSTEM_TABLE = "table.0";

    private DatabaseFile() {}

    /** @throws VaultException if the file is damaged, empty, locked, or of another key */
    static void requireWhole(Path file, char[] password) {
        try {
            requireLength(file);
            if (!mapNames(file, password.clone()).contains(SYSTEM_TABLE)) {
                throw new VaultException(Refusal.DATABASE_DAMAGED, "the database is empty", null);
            }
        } catch (MVStoreException e) {
            throw new VaultException(refusal(e, file, password), "MVStore error " + e.getErrorCode(), e);
        } catch (VaultException e) {
            throw e;
        } catch (RuntimeException e) {
            // What H2 throws where bytes are not what it wrote: of many types.
            throw new VaultException(Refusal.DATABASE_DAMAGED, e.getClass().getSimpleName(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /**
     * The file is opened apart from its store: that leaves it open and locked where what it reads is damaged. As does H2 where it
     * cannot read the maps of its transactions, hence they are opened here.
     */
    private static Set<String> mapNames(Path file, char[] password) {
        SingleFileStore opened = new SingleFileStore(new HashMap<>());
        try {
            opened.open(file.toString(), true, password);
            MVStore store = new MVStore.Builder().fileStore(opened).readOnly().open();
            new TransactionStore(store);
            return store.getMapNames();
        } finally {
            Arrays.fill(password, '\0');
            close(opened);
        }
    }

    private static void close(SingleFileStore opened) {
        try {
            opened.close();
        } catch (RuntimeException _) {
            // The file itself is closed first.
        }
    }

    /** MVStore would take a file with nothing behind its headers for a new one, and leave it locked. */
    private static void requireLength(Path file) {
        try {
            if (Files.size(file) <= FileEncrypt.BLOCK_SIZE + HEADER_BYTES) {
                throw new VaultException(Refusal.DATABASE_DAMAGED, "the database is cut", null);
            }
        } catch (IOException e) {
            throw new VaultException(FileFaults.refusal(file.toAbsolutePath().getParent(), e), e.toString(), e);
        }
    }

    private static Refusal refusal(MVStoreException fault, Path file, char[] password) {
        return switch (fault.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> Refusal.IN_USE;
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> Refusal.NEWER_VERSION;
            default -> isKeyOf(file, password) ? Refusal.DATABASE_DAMAGED : Refusal.WRONG_KEY;
        };
    }

    /** Whether the password turns any of the header's bytes into text of a header, or the file is too short to say. */
    private static boolean isKeyOf(Path file, char[] password) {
        byte[] key = FilePathEncrypt.getPasswordBytes(password);
        try (FileChannel base = FileChannel.open(file, StandardOpenOption.READ);
                FileEncrypt decrypted = new FileEncrypt(file.toString(), key, base)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            while (header.hasRemaining() && decrypted.read(header, header.position()) > 0) {
                // until both copies are read
            }
            String text = new String(header.array(), StandardCharsets.ISO_8859_1);
            return header.hasRemaining() || HEADER_WORDS.stream().anyMatch(text::contains);
        } catch (IOException | RuntimeException _) {
            return true;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
