package waybill.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A file in the folder of a vault that is being made: the keychain is given a key for it. Should the process be killed, the folder
 * stays, and names the key, until a start finds the keychain ready and has it forgotten. The next one may not: on another desktop,
 * or over a network.
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

    /** For a vault that is put in place now. */
    static void clear(VaultFolder made) throws IOException {
        if (Files.deleteIfExists(file(made))) {
            DurableFiles.syncFolder(made.path());
        }
    }

    /**
     * Clears away what was left of a vault that is not made, unless the keychain may still have something of it.
     *
     * @param isForgotten is given the install id, and has the keychain forget it; false where that is not there
     */
    static void clearForgotten(VaultFolder left, String installId, Predicate<String> isForgotten) {
        if (!isSet(left) || isForgotten.test(installId)) {
            VaultCreation.clearIfPossible(left);
        }
    }

    private static Path file(VaultFolder made) {
        return made.path().resolve(NAME);
    }
}
