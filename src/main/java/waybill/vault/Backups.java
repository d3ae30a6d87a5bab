package waybill.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes backups and looks into them. A backup has keys of its own: who has one, and its passphrase, does not have the vault's.
 * Its methods block; they do not keep the vault from being used or locked meanwhile.
 */
public final class Backups {
    private static final String TEMPORARY = ".backup-";
    /** What is left free for the vault's own work where a backup is looked into. In bytes. */
    private static final long SPARE_BYTES = 16L << 20;

    private final VaultFolder folder;
    private final KeyedStore store;
    private final VaultCreation creation;
    private final InstantSource clock;
    private final VaultGuard guard;

    Backups(VaultFolder folder, KeyedStore store, VaultCreation creation, InstantSource clock, VaultGuard guard) {
        this.folder = folder;
        this.store = store;
        this.creation = creation;
        this.clock = clock;
        this.guard = guard;
    }

    /** What looking into a file gave. */
    public sealed interface Look {
        /** It is whole. The caller closes it. */
        record Inside(Backup backup) implements Look {}

        /** @param detail the technical reason; has no secret in it */
        record Refused(BackupFault why, String detail) implements Look {}
    }

    /** What came of writing a file. */
    public sealed interface Written {
        /** It is on disk. @param holding what is in it */
        record Done(Holding holding) implements Written {}

        /** There is no new file. @param detail the technical reason; has no secret in it */
        record Refused(BackupFault why, String detail) implements Written {}
    }

    /**
     * Writes what the vault holds at this moment to {@code target}, encrypted under {@code passphrase}. A file that is there is
     * replaced when the new one is whole. Refused inside the data folder.
     *
     * @param passphrase at least one character; is wiped
     */
    public Written write(Path target, Backup.Kind kind, char[] passphrase) {
        try {
            if (isInDataFolder(target)) {
                return new Written.Refused(BackupFault.IN_DATA_FOLDER, target.toString());
            }
            Holding holding = store.holding();
            if (kind == Backup.Kind.DESTINATION && holding.destination().isEmpty()) {
                return new Written.Refused(BackupFault.NO_DESTINATION, "no destination is registered");
            }
            write(target, kind, passphrase, creation.newInstallId());
            return new Written.Done(holding);
        } catch (VaultException e) {
            return new Written.Refused(told(ofOpen(e), e), detail(e));
        } catch (IOException e) {
            return new Written.Refused(told(ofWriting(target, e), e), e.toString());
        } catch (UncheckedIOException e) {
            return new Written.Refused(told(ofWriting(target, e.getCause()), e), e.getCause().toString());
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * Opens a file and checks every byte of it. Nothing of the vault is changed.
     *
     * @param passphrase is wiped
     */
    public Look look(Path source, char[] passphrase) {
        VaultFolder looked = temporary(creation.newInstallId());
        try {
            return new Look.Inside(
                    opened(BackupFile.read(source, passphrase, (found, rows) -> make(found, rows, looked)), looked));
        } catch (BackupException e) {
            return refused(looked, e.fault(), detail(e));
        } catch (VaultException e) {
            return refused(looked, told(BackupFault.of(e.refusal()), e), detail(e));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return refused(looked, BackupFault.UNREADABLE, e.toString());
        } catch (IOException e) {
            return refused(looked, ofReading(e), e.toString());
        } catch (UncheckedIOException e) {
            return refused(looked, ofReading(e.getCause()), e.getCause().toString());
        } catch (RuntimeException | Error e) {
            VaultCreation.clearIfPossible(looked);
            throw e;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /** What came of an import. */
    public sealed interface Imported {
        record Done() implements Imported {}

        /** Nothing was changed: it has to be said first what becomes of the messages that wait. */
        record Undecided(Redirection redirection) implements Imported {}

        /** Nothing was changed. */
        record Refused(BackupFault why) implements Imported {}
    }

    /**
     * Replaces the destination of the open vault by the one in {@code backup}.
     *
     * @param choice what becomes of messages that were handed in for another host; needed only if there are any
     */
    public Imported importDestination(Backup backup, Optional<Redirection.Choice> choice) {
        if (backup.holding().destination().isEmpty()) {
            return new Imported.Refused(BackupFault.NO_DESTINATION);
        }
        try {
            if (choice.isEmpty()) {
                Optional<Redirection> redirection = store.redirection(backup.store());
                if (redirection.isPresent()) {
                    return new Imported.Undecided(redirection.get());
                }
            }
            store.takeDestination(backup.store(), choice.orElse(Redirection.Choice.SEND));
            return new Imported.Done();
        } catch (VaultException e) {
            return new Imported.Refused(told(ofOpen(e), e));
        }
    }

    /** Clears away what a process that was killed left of copies, as far as that goes. */
    static void discardTemporary(VaultFolder folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.path(), TEMPORARY + "[0-9a-f]*")) {
            for (Path path : left) {
                VaultCreation.clearIfPossible(new VaultFolder(path));
            }
        }
    }

    private void write(Path target, Backup.Kind kind, char[] passphrase, String installId) throws IOException {
        try (MasterKey master = creation.newMasterKey();
                VaultKeys keys = new DerivedKeys(master, installId);
                KeyFileSeal seal = master.seal(installId)) {
            List<KeySlot> slots = List.of(creation.slots().ofPassphrase(master, passphrase, installId));
            VaultFile keyFile = VaultFile.of(store.newWitness(installId), slots, seal);
            BackupFile.write(target, new BackupFile.Content(kind, clock.instant(), keyFile, master),
                    out -> store.write(out, keys, installId, extent(kind)));
        }
    }

    private void make(BackupFile.Opened found, InputStream rows, VaultFolder looked) throws IOException {
        DurableFiles.makeFolder(folder.path());
        requireRoom(found.head());
        DurableFiles.makeFolder(looked.path());
        try (VaultKeys keys = new DerivedKeys(found.master(), found.keyFile().installId())) {
            store.make(looked.path(), keys, found.keyFile().witness(), rows);
            DurableFiles.restrict(store.file(looked.path()));
        }
    }

    /** As much as is in the file, at least: what fills the disk stops the vault's own work, too. */
    private void requireRoom(BackupHead head) {
        long usable = FileFaults.room(folder.path()).orElse(0);
        // Some file systems of a network say 0, which may mean that they do not know.
        if (head.rows() > SPARE_BYTES && usable > 0 && usable < head.rows() + SPARE_BYTES) {
            throw new BackupException(BackupFault.DISK_FULL, "no room for " + head.rows() + " bytes");
        }
    }

    private boolean isInDataFolder(Path target) throws IOException {
        return Files.exists(folder.path()) && parent(target).toRealPath().startsWith(folder.path().toRealPath());
    }

    private Backup opened(BackupFile.Opened opened, VaultFolder looked) {
        KeyedStore inside = store.another();
        try (MasterKey master = opened.master()) {
            VaultKeys keys = new DerivedKeys(master, opened.keyFile().installId());
            try {
                inside.open(looked.path(), keys, opened.keyFile().witness(), _ -> {});
                return new Backup(opened.head().kind(), opened.head().made(), inside.holding(), inside, () -> {
                    keys.close();
                    VaultCreation.clearIfPossible(looked);
                });
            } catch (RuntimeException | Error e) {
                inside.close();
                keys.close();
                throw e;
            }
        }
    }

    private Look refused(VaultFolder looked, BackupFault why, String detail) {
        VaultCreation.clearIfPossible(looked);
        return new Look.Refused(why, detail);
    }

    /** What the window has no other sentence for than that the log says more has to be there. */
    private BackupFault told(BackupFault fault, Exception e) {
        if (fault == BackupFault.OTHER) {
            guard.tell(e);
        }
        return fault;
    }

    /** Whatever fails in a vault that was locked meanwhile fails for that. */
    private BackupFault ofOpen(VaultException e) {
        return store.isOpen() ? BackupFault.of(e.refusal()) : BackupFault.LOCKED;
    }

    private static BackupFault ofWriting(Path target, IOException e) {
        return BackupFault.of(FileFaults.refusal(parent(target), e));
    }

    private BackupFault ofReading(IOException e) {
        BackupFault fault = BackupFault.of(FileFaults.refusal(folder.path(), e));
        return fault == BackupFault.OTHER ? BackupFault.UNREADABLE : fault;
    }

    private VaultFolder temporary(String id) {
        return new VaultFolder(folder.path().resolve(TEMPORARY + id));
    }

    private static KeyedStore.Extent extent(Backup.Kind kind) {
        return switch (kind) {
            case VAULT -> KeyedStore.Extent.EVERYTHING;
            case DESTINATION -> KeyedStore.Extent.DESTINATION;
        };
    }

    private static Path parent(Path target) {
        return Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
    }

    private static String detail(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
