package waybill.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import waybill.vault.VaultStatus.Refusal;

/**
 * Puts one vault in the place of another, so that being killed at any moment leaves the old one or the new one, whole.
 * <p>
 * The new vault is made in a folder of its own. That this folder gets its second name decides; whatever then still has to be
 * moved, {@link #finish} moves, now or at the next start. The old files get other names and are not deleted by this.
 */
final class Replacement {
    private static final String PREPARED = ".next-";
    private static final String DECIDED = ".replacing-";
    /** In the folder: what the names of the old files will end with. */
    private static final String SUFFIX_FILE = "suffix";
    /** The end of old files that are only kept until the new vault has been opened. */
    private static final String OUTDATED = ".outdated";

    private final VaultFolder folder;
    private final KeyedStore store;

    Replacement(VaultFolder folder, KeyedStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** Where the new vault is to be made. */
    VaultFolder prepared(String installId) {
        return new VaultFolder(folder.path().resolve(PREPARED + installId));
    }

    /** Puts the vault that was made in {@code prepared} in place; the old files are kept until {@link #dropOutdated}. */
    void renew(VaultFolder prepared) throws IOException {
        replace(prepared, OUTDATED);
    }

    /** Puts the vault that was made in {@code prepared} in place; the old files are kept under names that end in {@code suffix}. */
    void replace(VaultFolder prepared, String suffix) throws IOException {
        DurableFiles.write(prepared.path().resolve(SUFFIX_FILE), suffix.getBytes(StandardCharsets.UTF_8));
        DurableFiles.syncFolder(prepared.path());
        Files.move(prepared.path(), decided(installId(prepared.path(), PREPARED)), ATOMIC_MOVE);
        DurableFiles.syncFolder(folder.path());
        finish();
    }

    /** Moves a vault that was decided on into place, as far as that is still to be done. */
    void finish() throws IOException {
        for (Path path : folders(DECIDED)) {
            VaultFolder made = new VaultFolder(path);
            Path suffixFile = path.resolve(SUFFIX_FILE);
            if (Files.exists(suffixFile)) {
                String suffix = Files.readString(suffixFile);
                exchange(store.file(path), store.file(folder.path()), suffix);
                if (Files.exists(made.keyFile())) {
                    putAside(folder.previousKeyFile(), suffix);
                    putAside(folder.unfinishedKeyFile(), suffix);
                }
                exchange(made.keyFile(), folder.keyFile(), suffix);
                DurableFiles.syncFolder(folder.path());
            }
            VaultCreation.clearWithMarkIfPossible(made);
        }
    }

    /** As {@link #finish}. @throws VaultException as unfinished, where that fails: nothing else may be opened meanwhile */
    void requireFinished() throws IOException {
        try {
            finish();
        } catch (IOException e) {
            if (isPending()) {
                throw unfinished(e);
            }
        }
    }

    /** Whether a vault was decided on that is not in place yet. What else is left in its folder is in nobody's way. */
    boolean isPending() throws IOException {
        return folders(DECIDED).stream()
                .anyMatch(path -> Files.exists(store.file(path)) || Files.exists(new VaultFolder(path).keyFile()));
    }

    /** What was decided on and what it replaced, as far as either is still there. */
    List<Path> leftovers() throws IOException {
        List<Path> left = folders(DECIDED);
        replaceable().stream().map(Replacement::outdated).filter(Files::exists).forEach(left::add);
        return left;
    }

    /** What to say of a fault after the decision. */
    static VaultException unfinished(Throwable fault) {
        // Nobody has looked through the message of any other for secrets.
        boolean isForeseen = fault instanceof IOException || fault instanceof VaultException;
        return new VaultException(Refusal.UNFINISHED, isForeseen ? fault.toString() : fault.getClass().getName(), fault);
    }

    /** Whether the vault of that install id is the one that counts, even if not all of it is in place yet. */
    boolean isDecided(String installId) throws IOException {
        return Files.exists(decided(installId)) || folder.isOf(installId);
    }

    /** What was prepared and not decided on. */
    List<VaultFolder> prepared() throws IOException {
        return folders(PREPARED).stream().map(VaultFolder::new).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Names the key of that vault, which is to be forgotten. */
    void mark(String installId) throws IOException {
        VaultFolder named = prepared(installId);
        DurableFiles.makeFolder(named.path());
        KeychainMark.set(named);
    }

    /**
     * Deletes what {@link #renew} kept, once the vault in its place has been opened; what cannot be deleted, another time.
     *
     * @param present the vault in its place, whose key stays
     */
    void dropOutdated(String present) {
        boolean isAnyGone = false;
        for (Path file : replaceable()) {
            isAnyGone |= (!file.equals(folder.keyFile()) || isNamedOtherwise(present)) && isDeleted(outdated(file));
        }
        if (isAnyGone) {
            syncIfPossible();
        }
    }

    /** Whether the old key file may go, which names an entry of the keychain. */
    private boolean isNamedOtherwise(String present) {
        try {
            VaultFile old = VaultFile.parse(VaultFolder.bytes(outdated(folder.keyFile())));
            if (old.keychainSlot().isPresent() && !old.installId().equals(present)) {
                mark(old.installId());
            }
            return true;
        } catch (VaultException | NoSuchFileException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isDeleted(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException _) {
            return false;
        }
    }

    private void syncIfPossible() {
        try {
            DurableFiles.syncFolder(folder.path());
        } catch (IOException _) {
            // What a power cut brings back is deleted once more.
        }
    }

    /** The key file last, which names the entry in the keychain. */
    private List<Path> replaceable() {
        return List.of(store.file(folder.path()), folder.previousKeyFile(), folder.unfinishedKeyFile(), folder.keyFile());
    }

    /** As long as the new file is not in place, what is there is the old one. */
    private void exchange(Path made, Path place, String suffix) throws IOException {
        if (Files.exists(made)) {
            putAside(place, suffix);
            Files.move(made, place, ATOMIC_MOVE);
            DurableFiles.syncFolder(folder.path());
        }
    }

    private void putAside(Path file, String suffix) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + suffix), ATOMIC_MOVE);
            DurableFiles.syncFolder(folder.path());
        }
    }

    private Path decided(String installId) {
        return folder.path().resolve(DECIDED + installId);
    }

    private List<Path> folders(String prefix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> begun = Files.newDirectoryStream(folder.path(), prefix + "[0-9a-f]*")) {
            begun.forEach(found::add);
        }
        return found;
    }

    private static Path outdated(Path file) {
        return file.resolveSibling(file.getFileName() + OUTDATED);
    }

    private static String installId(Path path, String prefix) {
        return path.getFileName().toString().substring(prefix.length());
    }
}
