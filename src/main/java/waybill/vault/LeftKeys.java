package waybill.vault;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is left of vaults that were not made, their folders and what the keychain was given for them; and the keys of vaults that
 * the keychain opens no more.
 * <p>
 * The files are deleted at once, so that nothing stays that a passphrase could open. The keychain may not be there, as on another
 * desktop or over a network, or refuse, or hang: what names its entry stays until the entry is known to be gone.
 */
final class LeftKeys {
    private final VaultFolder folder;
    private final KeychainEntries keychain;
    private final VaultCreation creation;
    private final Replacement replacement;
    /** What the keychain was to open in this process, until the key of that is to be forgotten. Changed under the vault's lock. */
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    LeftKeys(VaultFolder folder, KeychainEntries keychain, VaultCreation creation, Replacement replacement) {
        this.folder = folder;
        this.keychain = keychain;
        this.creation = creation;
        this.replacement = replacement;
    }

    /**
     * Has the keychain keep the key of the vault that is being made in {@code begun}.
     *
     * @return false, and the vault is given up, where the keychain is not to be relied on
     */
    boolean keep(VaultFolder begun, byte[] slotKey) throws IOException {
        if (keychain.isReady()) {
            KeychainMark.set(begun);
            if (keychain.keepNow(installId(begun), slotKey)) {
                return true;
            }
        }
        giveUp(begun);
        return false;
    }

    /**
     * Has the keychain keep a key of the vault in place, and names it until {@link #settle}.
     *
     * @return false, and nothing is changed, where the keychain is not to be relied on
     */
    boolean keep(String installId, byte[] slotKey) throws IOException {
        used.add(installId);
        if (!keychain.isReady()) {
            return false;
        }
        replacement.mark(installId);
        boolean isKept = keychain.keepNow(installId, slotKey);
        if (!isKept) {
            if (folder.isOpenedByKeychain(installId)) {
                settle(installId);
            } else {
                forget(installId);
            }
        }
        return isKept;
    }

    /** The key file of the vault in place has that key as a way to open it. Nothing that fails here counts. */
    void settle(String installId) {
        try {
            VaultCreation.clearWithMarkIfPossible(replacement.prepared(installId));
        } catch (Error _) {
            // Left to a later start, as whatever names a key that is used.
        }
    }

    /** Clears away a vault whose making has failed. */
    void giveUp(VaultFolder begun) {
        VaultCreation.clearIfPossible(begun);
        try {
            // A key file that cannot be deleted may still be put in place, and needs its key then.
            if (KeychainMark.isSet(begun) && !Files.exists(begun.keyFile()) && keychain.isForgotten(installId(begun))) {
                VaultCreation.clearWithMarkIfPossible(begun);
            }
        } catch (OutOfMemoryError _) {
            // No thread to ask it on. Left to a later start; why it has failed says more.
        }
    }

    /** Has the keychain forget the key of the vault in place, which is no way to open that any more. Nothing that fails here counts. */
    void forget(String installId) {
        used.remove(installId);
        VaultFolder named = replacement.prepared(installId);
        try {
            // Only now: while it was the one way to open the vault, nothing named it that could have had it forgotten.
            replacement.mark(installId);
        } catch (IOException | Error _) {
            // On a full disk, say. It is asked all the same, this once.
        }
        try {
            if (keychain.isForgotten(installId)) {
                VaultCreation.clearWithMarkIfPossible(named);
            }
        } catch (Error _) {
            // As for a vault that is given up.
        }
    }

    /** Clears away what killed processes left, but for the marks. Asks the keychain nothing. */
    void clear() throws IOException {
        left().forEach(VaultCreation::clearIfPossible);
    }

    /**
     * Has the keychain forget what the marks name, on a thread that nobody waits for. Once it is known which vault is in place: a
     * key that opens it is never forgotten, whatever folder bears its name, for a copy of one may have been put back.
     */
    void forgetSoon() {
        try {
            List<VaultFolder> marked = new ArrayList<>();
            for (VaultFolder left : left()) {
                if (KeychainMark.isSet(left)) {
                    if (folder.isOpenedByKeychain(installId(left))) {
                        VaultCreation.clearWithMarkIfPossible(left);
                    } else if (!folder.wasOpenedByKeychain(installId(left))) {
                        used.remove(installId(left));
                        marked.add(left);
                    }
                }
            }
            if (!marked.isEmpty()) {
                Thread.ofPlatform().daemon().name("keychain-forgetting").start(() -> forget(marked));
            }
        } catch (IOException | DirectoryIteratorException | Error _) {
            // Left to a later start, and no reason to refuse a vault.
        }
    }

    private void forget(List<VaultFolder> marked) {
        try {
            if (keychain.isReadyBesideTasks()) {
                marked.stream().filter(this::isForgotten).forEach(VaultCreation::clearWithMarkIfPossible);
            }
        } catch (Error _) {
            // No thread to ask it on, say. Left to a later start.
        }
    }

    private boolean isForgotten(VaultFolder marked) {
        String installId = installId(marked);
        return keychain.isForgottenBesideTasks(installId, () -> !used.contains(installId));
    }

    /** But for those that are whole and wait to be put in place. */
    private List<VaultFolder> left() throws IOException {
        List<VaultFolder> left = replacement.prepared();
        creation.unfinished().stream().filter(made -> !Files.exists(made.keyFile())).forEach(left::add);
        return left;
    }

    /** Names of folders are a prefix with a hyphen and the install id. */
    private static String installId(VaultFolder made) {
        String name = made.path().getFileName().toString();
        return name.substring(name.indexOf('-') + 1);
    }
}
