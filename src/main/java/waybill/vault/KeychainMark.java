package waybill.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the folder of a vault that is being made: the keychain is given a key for it. Or in one with nothing else in it: the
 * keychain is to forget that key. Should the process be killed, the mark and the name of its folder are all that stays, and name
 * the key until {@link LeftKeys} knows that it is gone.
 */
final class KeychainMark {
    private static final String NAME = "in-keychain";

    private KeychainMark() {}

    /** Before the keychain is given the key. */
    static void set(VaultFolder made) throws IOException {
        DurableFiles.write(file(made), new byte[0]);
        DurableFiles.syncFolder(made.path());
    }

    static boolean isSet(VaultFolder made) {
        return Files.exists(file(made));
    }

    static boolean is(Path file) {
        return file.getFileName().toString().equals(NAME);
    }

    /** For a vault that is put in place now, or a key that is gone. */
    static void clear(VaultFolder made) throws IOException {
        if (Files.deleteIfExists(file(made))) {
            DurableFiles.syncFolder(made.path());
        }
    }

    private static Path file(VaultFolder made) {
        return made.path().resolve(NAME);
    }
}
