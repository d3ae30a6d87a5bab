package waybill.vault;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes a new vault so that being killed at any moment leaves either nothing or the whole of it.
 * <p>
 * Database and key file are made in a folder of their own, the key file last: once that has its name there, the vault is
 * made, and {@link #finish} moves both into place, now or at the next start. Before that, nobody was told of a vault, and the
 * next start clears the folder away. Nothing that is already in place is ever replaced.
 */
final class VaultCreation {
    private static final String PREFIX = ".new-";
    private static final String UNFINISHED_FOLDERS = PREFIX + "[0-9a-f]*";
    private static final int INSTALL_ID_BYTES = 16;

    private final VaultFolder folder;
    private final KeyedStore store;
    private final SecureRandom random;
    private final SlotMaker slots;

    VaultCreation(VaultFolder folder, KeyedStore store, SecureRandom random, Argon2Cost cost) {
        this.folder = folder;
        this.store = store;
        this.random = random;
        slots = new SlotMaker(random, cost);
    }

    String newInstallId() {
        return HexFormat.of().formatHex(randomBytes(INSTALL_ID_BYTES));
    }

    byte[] newSlotKey() {
        return randomBytes(MasterKey.BYTES);
    }

    MasterKey newMasterKey() {
        return MasterKey.random(random);
    }

    RecoveryKey newRecoveryKey() {
        return RecoveryKey.random(random);
    }

    SlotMaker slots() {
        return slots;
    }

    /** A new vault that {@code slotKey}, kept in the keychain, opens. The caller wipes the key. */
    void withKeychain(VaultFolder begun, String installId, byte[] slotKey) throws IOException {
        try (MasterKey master = newMasterKey()) {
            make(begun, master, List.of(slots.ofKeychain(master, slotKey, installId)), installId);
        }
    }

    /** A new vault that {@code passphrase} opens. The caller wipes the passphrase. */
    void withPassphrase(String installId, char[] passphrase) throws IOException {
        try (MasterKey master = newMasterKey()) {
            make(begin(installId), master, List.of(slots.ofPassphrase(master, passphrase, installId)), installId);
        }
    }

    /** Moves a vault that was made into place, if there is one, and if nothing is in its way. */
    void finish() throws IOException {
        for (VaultFolder made : unfinished()) {
            Path database = store.file(made.path());
            boolean isInTheWay = folder.hasKeyFile()
                    || Files.exists(database) && Files.exists(store.file(folder.path()));
            if (Files.exists(made.keyFile()) && !isInTheWay) {
                // First: the entry in the keychain is of the vault in place from here on, and not to be forgotten.
                KeychainMark.clear(made);
                moveIntoPlace(database, store.file(folder.path()));
                moveIntoPlace(made.keyFile(), folder.keyFile());
                clearIfPossible(made);
            }
        }
    }

    /** The folder in which the vault of that install id will be made. Where it names an entry of the keychain, it comes first. */
    VaultFolder begin(String installId) throws IOException {
        VaultFolder begun = new VaultFolder(folder.path().resolve(PREFIX + installId));
        DurableFiles.makeFolder(begun.path());
        return begun;
    }

    /** The folders of vaults that were begun here. */
    List<VaultFolder> unfinished() throws IOException {
        List<VaultFolder> found = new ArrayList<>();
        try (DirectoryStream<Path> begun = Files.newDirectoryStream(folder.path(), UNFINISHED_FOLDERS)) {
            begun.forEach(path -> found.add(new VaultFolder(path)));
        }
        return found;
    }

    /** What makes the database of a vault: empty, or a copy. */
    interface Maker {
        Witness make(Path folder, VaultKeys keys, String installId);
    }

    /** Makes database and key file in {@code made}, the key file last; leaves nothing but the mark where that fails. */
    void make(VaultFolder made, MasterKey master, List<KeySlot> with, String installId, Maker maker) throws IOException {
        try (VaultKeys keys = new DerivedKeys(master, installId); KeyFileSeal seal = master.seal(installId)) {
            DurableFiles.makeFolder(made.path());
            Witness witness = maker.make(made.path(), keys, installId);
            DurableFiles.restrict(store.file(made.path()));
            DurableFiles.syncFolder(made.path());
            made.write(VaultFile.of(witness, with, seal));
        } catch (IOException | RuntimeException | Error e) {
            clearAfter(e, made);
            throw e;
        }
    }

    private void make(VaultFolder made, MasterKey master, List<KeySlot> with, String installId) throws IOException {
        make(made, master, with, installId, store::create);
    }

    private void clearAfter(Throwable fault, VaultFolder made) {
        try {
            clear(made);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    private void moveIntoPlace(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
            DurableFiles.syncFolder(folder.path());
        }
    }

    /** Removes what is in a folder of a vault that is not in use, and the folder, unless it has a {@link KeychainMark}. */
    static void clear(VaultFolder made) throws IOException {
        if (Files.exists(made.path())) {
            // First, for without it the rest is no vault, should the process be killed here.
            Files.deleteIfExists(made.keyFile());
            Files.deleteIfExists(made.unfinishedKeyFile());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(made.path())) {
                for (Path file : files) {
                    if (!KeychainMark.is(file)) {
                        Files.delete(file);
                    }
                }
            }
            if (!KeychainMark.isSet(made)) {
                Files.delete(made.path());
            }
        }
    }

    /** As {@link #clearIfPossible}, with the mark: for a vault in place, or a key that is gone from the keychain. */
    static void clearWithMarkIfPossible(VaultFolder made) {
        try {
            KeychainMark.clear(made);
            clear(made);
        } catch (IOException | DirectoryIteratorException _) {
            // as there
        }
    }

    /** As {@link #clear}, for what is in nobody's way: what cannot be removed now is removed by a later start. */
    static void clearIfPossible(VaultFolder made) {
        try {
            clear(made);
        } catch (IOException | DirectoryIteratorException _) {
            // as above
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
