package waybill.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.vault.Keychain;

/** A keychain that outlives a process that is killed, as one in a service of its own does: each entry is a file. */
final class KeychainInFiles implements Keychain {
    private static final String COUNTER = ".opened";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private volatile Availability availability = Availability.READY;

    KeychainInFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void become(Availability next) {
        availability = next;
    }

    /** Of which vaults it has keys, by install id. */
    Set<String> keys() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(COUNTER) && !name.endsWith(UNFINISHED)).collect(Collectors.toSet());
        }
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public Reading read(String entry) {
        try {
            return availability == Availability.READY
                    ? new Reading.Found(Files.readAllBytes(folder.resolve(entry)))
                    : new Reading.Unavailable("there is none");
        } catch (NoSuchFileException _) {
            return new Reading.Missing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean unlock() {
        return false;
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        if (availability != Availability.READY) {
            return false;
        }
        try {
            Files.write(folder.resolve(entry + UNFINISHED), secret);
            Files.move(folder.resolve(entry + UNFINISHED), folder.resolve(entry), ATOMIC_MOVE, REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String entry) {
        try {
            if (availability == Availability.READY) {
                Files.deleteIfExists(folder.resolve(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
