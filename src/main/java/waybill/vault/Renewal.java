package waybill.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/**
 * Makes a vault with keys of its own and puts it in place of the one that is there: with what that one holds, or with what a
 * backup holds.
 */
final class Renewal {
    private final KeyedStore store;
    private final LeftKeys left;
    private final VaultOpening opening;
    private final VaultCreation creation;
    private final Replacement replacement;

    Renewal(KeyedStore store, LeftKeys left, VaultOpening opening, VaultCreation creation, Replacement replacement) {
        this.store = store;
        this.left = left;
        this.opening = opening;
        this.creation = creation;
        this.replacement = replacement;
    }

    /** What opens the new vault. An empty passphrase is none. */
    record Keys(boolean isInKeychain, char[] passphrase) {
        OpenedBy by() {
            return isInKeychain ? OpenedBy.KEYCHAIN : OpenedBy.PASSPHRASE;
        }
    }

    /** How the files of the old vault are treated. */
    interface Placing {
        void place(VaultFolder made) throws IOException;
    }

    /**
     * New keys for the vault that is open. If it fails before the new vault is decided on, the old one is open again;
     * after that, nothing is open.
     *
     * @param master the present one
     * @param beforeClosing stops what uses the database, which goes on until then
     */
    KeyChange run(OpenVault open, MasterKey master, char[] passphrase, Runnable beforeClosing) throws IOException {
        boolean isInKeychain = open.slots().stream().anyMatch(KeySlot.OfKeychain.class::isInstance);
        boolean hasPassphrase = open.slots().stream().anyMatch(KeySlot.OfPassphrase.class::isInstance);
        Keys keys = new Keys(isInKeychain, hasPassphrase ? passphrase : new char[0]);
        try {
            return changeTo(keys, (folder, derived, installId) -> {
                beforeClosing.run();
                return store.copyAndClose(folder, derived, installId);
            }, replacement::renew);
        } catch (IOException | RuntimeException | Error e) {
            if (opening.isStoreClosed()) {
                opening.openAgain(open.installId(), master, keys.by());
            }
            throw e;
        }
    }

    /**
     * Makes the new vault, puts it in place and opens it.
     *
     * @return refused, and everything is as it was, where the keychain does not keep the key
     * @throws VaultException as {@link Refusal#UNFINISHED}, where it fails after the new vault was decided on
     */
    KeyChange changeTo(Keys keys, VaultCreation.Maker maker, Placing placing) throws IOException {
        String installId = creation.newInstallId();
        byte[] slotKey = creation.newSlotKey();
        VaultFolder made = replacement.prepared(installId);
        try (MasterKey master = creation.newMasterKey()) {
            // Before the keychain's entry, which nothing else would name if the process were killed here.
            DurableFiles.makeFolder(made.path());
            if (keys.isInKeychain() && !left.keep(made, slotKey)) {
                return new KeyChange.Refused(Refusal.KEYCHAIN_UNAVAILABLE, "the keychain keeps nothing");
            }
            creation.make(made, master, slots(keys, master, slotKey, installId), installId, maker);
            placing.place(made);
            opening.openNew(master, keys.by());
            return new KeyChange.Changed();
        } catch (IOException | RuntimeException | Error e) {
            if (replacement.isDecided(installId)) {
                throw Replacement.unfinished(e);
            }
            left.giveUp(made);
            throw e;
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    private List<KeySlot> slots(Keys keys, MasterKey master, byte[] slotKey, String installId) {
        List<KeySlot> slots = new ArrayList<>();
        if (keys.isInKeychain()) {
            slots.add(creation.slots().ofKeychain(master, slotKey, installId));
        }
        if (keys.passphrase().length > 0) {
            slots.add(creation.slots().ofPassphrase(master, keys.passphrase(), installId));
        }
        return slots;
    }
}
