package waybill.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Gives the files of a vault that cannot be opened other names, with the time in them. Deletes and replaces nothing. */
final class SetAside {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private final VaultFolder folder;
    private final KeyedStore store;
    private final VaultCreation creation;
    private final Replacement replacement;
    private final InstantSource clock;

    SetAside(VaultFolder folder, KeyedStore store, VaultCreation creation, Replacement replacement, InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.creation = creation;
        this.replacement = replacement;
        this.clock = clock;
    }

    /** @throws VaultException with {@link VaultStatus.Refusal#IN_USE} while another process has the database open */
    void run() throws IOException {
        requireUnused();
        List<Path> files = files();
        String suffix = suffix();
        for (Path file : files) {
            Files.move(file, renamed(file, suffix));
        }
        DurableFiles.syncFolder(folder.path());
    }

    /** The end that names of files get now, and that none has yet. */
    String suffix() throws IOException {
        List<Path> files = files();
        String stamp = ".set-aside-" + STAMP.format(clock.instant());
        String suffix = stamp;
        for (int more = 2; isTaken(files, suffix); more++) {
            suffix = stamp + "-" + more;
        }
        return suffix;
    }

    /**
     * First what waits to be put in place, so that no start does that any more. Then the database: should the process be killed in
     * between, what is left still refuses to be taken for nothing. What only names a key that the keychain is to forget stays.
     */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(replacement.leftovers());
        files.addAll(List.of(store.file(folder.path()), folder.unfinishedKeyFile(), folder.previousKeyFile(), folder.keyFile()));
        creation.unfinished().stream().filter(made -> Files.exists(made.keyFile()) || !KeychainMark.isSet(made))
                .forEach(made -> files.add(made.path()));
        files.removeIf(file -> !Files.exists(file));
        return files;
    }

    /** H2 locks its file as long as it has it open. @throws VaultException if another process has it open */
    void requireUnused() throws IOException {
        Path database = store.file(folder.path());
        if (Files.isWritable(database)) {
            try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new VaultException(VaultStatus.Refusal.IN_USE, database.toString(), null);
                }
            } catch (OverlappingFileLockException e) {
                throw new VaultException(VaultStatus.Refusal.IN_USE, database.toString(), e);
            }
        }
    }

    private static boolean isTaken(List<Path> files, String suffix) {
        return files.stream().anyMatch(file -> Files.exists(renamed(file, suffix)));
    }

    /** A name without a leading dot, and so none that is taken for an unfinished vault. */
    private static Path renamed(Path file, String suffix) {
        String name = file.getFileName().toString();
        return file.resolveSibling((name.startsWith(".") ? name.substring(1) : name) + suffix);
    }
}
