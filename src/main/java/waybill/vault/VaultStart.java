package waybill.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import waybill.vault.VaultStatus.Refusal;

/** Finds out what is in the folder, finishes what a killed process had decided, and opens the vault or begins one. */
final class VaultStart {
    private final VaultFolder folder;
    private final KeyedStore store;
    private final VaultMaking making;
    private final VaultOpening opening;
    private final Replacement replacement;
    private boolean isBegun;

    VaultStart(VaultFolder folder, KeyedStore store, VaultMaking making, VaultOpening opening, Replacement replacement) {
        this.folder = folder;
        this.store = store;
        this.making = making;
        this.opening = opening;
        this.replacement = replacement;
    }

    /** Opens the vault as far as that goes without a person; makes one where there is none and the keychain is ready. */
    VaultStatus openOrBegin() throws IOException {
        VaultStatus found = openedOrBegun();
        // Of a vault that is refused, it may not be known which it is; of one that is open, it is done then.
        if (!(found instanceof VaultStatus.Refused || found instanceof VaultStatus.Opened)) {
            making.forgetLeft();
        }
        return found;
    }

    private VaultStatus openedOrBegun() throws IOException {
        DurableFiles.makeFolder(folder.path());
        replacement.requireFinished();
        making.finish();
        if (!isBegun) {
            // Later, copies may be in use.
            Backups.discardTemporary(folder);
            isBegun = true;
        }
        opening.forgetWays();
        Path database = store.file(folder.path());
        if (folder.hasKeyFile()) {
            return Files.exists(database)
                    ? opening.open()
                    : new VaultStatus.Refused(Refusal.DATABASE_MISSING, database.toString());
        }
        if (Files.exists(database)) {
            return new VaultStatus.Refused(Refusal.KEY_FILE_MISSING, folder.keyFile().toString());
        }
        return making.withKeychain() ? opening.open() : new VaultStatus.NeedsNewPassphrase();
    }

    /** Whether there is a vault, or part of one. */
    boolean hasFiles() {
        return folder.hasKeyFile() || Files.exists(store.file(folder.path()));
    }

    /** Makes a vault that {@code passphrase} opens, which the caller wipes, and opens it. */
    VaultStatus makeWith(char[] passphrase) throws IOException {
        if (hasFiles()) {
            return openOrBegin();
        }
        making.withPassphrase(passphrase);
        return opening.unlock(passphrase);
    }
}
