package waybill.vault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Argon2Cost cost;

    VaultCreation(VaultFolder folder, KeyedStore store, SecureRandom random, Argon2Cost cost) {
        this.folder = folder;
        this.store = store;
        this.random = random;
        this.cost = cost;
    }

    String newInstallId() {
        return HexFormat.of().formatHex(randomBytes(INSTALL_ID_BYTES));
    }

    byte[] newSlotKey() {
        return randomBytes(MasterKey.BYTES);
    }

    /** A new vault that {@code slotKey}, kept in the keychain, opens. The caller wipes the key. */
    void withKeychain(String installId, byte[] slotKey) throws IOException {
        try (MasterKey master = MasterKey.random(random)) {
            byte[] aad = KeySlot.aad(KeySlot.OfKeychain.KIND, installId);
            make(installId, master, new KeySlot.OfKeychain(master.wrap(slotKey, aad, random)));
        }
    }

    /** A new vault that {@code passphrase} opens. The caller wipes the passphrase. */
    void withPassphrase(String installId, char[] passphrase) throws IOException {
        byte[] salt = randomBytes(Passphrase.SALT_BYTES);
        byte[] slotKey = Passphrase.key(passphrase, salt, cost);
        try (MasterKey master = MasterKey.random(random)) {
            byte[] aad = KeySlot.aad(KeySlot.OfPassphrase.KIND, installId);
            make(installId, master, new KeySlot.OfPassphrase(cost, salt, master.wrap(slotKey, aad, random)));
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    /** Moves a vault that was made into place, if there is one, and if nothing is in its way. */
    void finish() throws IOException {
        for (VaultFolder made : unfinished()) {
            Path database = store.file(made.path());
            boolean isInTheWay = folder.hasKeyFile()
                    || Files.exists(database) && Files.exists(store.file(folder.path()));
            if (Files.exists(made.keyFile()) && !isInTheWay) {
                moveIntoPlace(database, store.file(folder.path()));
                moveIntoPlace(made.keyFile(), folder.keyFile());
                clear(made);
            } else if (folder.hasKeyFile() && !Files.exists(made.keyFile()) && !Files.exists(database)) {
                clear(made);
            }
        }
    }

    /** Clears away what a killed process left of vaults that were not made. @return their install ids */
    List<String> discardUnfinished() throws IOException {
        List<String> discarded = new ArrayList<>();
        for (VaultFolder made : unfinished()) {
            if (!Files.exists(made.keyFile())) {
                clear(made);
                discarded.add(made.path().getFileName().toString().substring(PREFIX.length()));
            }
        }
        return discarded;
    }

    /** The folders of vaults that were begun here. */
    List<VaultFolder> unfinished() throws IOException {
        List<VaultFolder> found = new ArrayList<>();
        try (DirectoryStream<Path> begun = Files.newDirectoryStream(folder.path(), UNFINISHED_FOLDERS)) {
            begun.forEach(path -> found.add(new VaultFolder(path)));
        }
        return found;
    }

    private void make(String installId, MasterKey master, KeySlot slot) throws IOException {
        VaultFolder made = new VaultFolder(folder.path().resolve(PREFIX + installId));
        try (VaultKeys keys = new DerivedKeys(master, installId); KeyFileSeal seal = master.seal(installId)) {
            DurableFiles.makeFolder(made.path());
            Witness witness = store.create(made.path(), keys, installId);
            DurableFiles.restrict(store.file(made.path()));
            DurableFiles.syncFolder(made.path());
            made.write(VaultFile.of(witness, List.of(slot), seal));
        } catch (IOException | RuntimeException e) {
            clearAfter(e, made);
            throw e;
        }
    }

    private void clearAfter(Exception fault, VaultFolder made) {
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

    /** Removes a folder that only this class writes to, and in which nothing was ever stored. */
    private void clear(VaultFolder made) throws IOException {
        if (Files.exists(made.path())) {
            // First, for without it the rest is no vault, should the process be killed here.
            Files.deleteIfExists(made.keyFile());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(made.path())) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(made.path());
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
