package waybill.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A store whose database is a file with the install id in it, which costs next to nothing. */
final class PlainStore implements KeyedStore {
    private boolean isOpen;

    @Override
    public Path file(Path folder) {
        return folder.resolve("database");
    }

    @Override
    public Witness newWitness(String installId) {
        return new Witness(installId, 1, 0);
    }

    @Override
    public Witness create(Path folder, VaultKeys keys, String installId) {
        put(file(folder), installId);
        return newWitness(installId);
    }

    @Override
    public void open(Path folder, VaultKeys keys, Witness witness, WitnessKeeper keeper) {
        if (!read(file(folder)).equals(witness.installId())) {
            throw new VaultException(VaultStatus.Refusal.WRONG_KEY, "of another vault", null);
        }
        keeper.permit();
        keeper.keep(witness.raised());
        isOpen = true;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        isOpen = false;
    }

    @Override
    public Witness copy(Path folder, VaultKeys keys, String installId) {
        return create(folder, keys, installId);
    }

    @Override
    public void write(OutputStream to, VaultKeys keys, String installId, Extent extent) {
        try {
            to.write(installId.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void make(Path folder, VaultKeys keys, Witness witness, InputStream from) {
        try {
            put(file(folder), new String(from.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Witness copyAndClose(Path folder, VaultKeys keys, String installId) {
        Witness witness = copy(folder, keys, installId);
        close();
        return witness;
    }

    @Override
    public KeyedStore another() {
        return new PlainStore();
    }

    @Override
    public Holding holding() {
        return new Holding(Optional.empty(), 0);
    }

    @Override
    public Optional<Redirection> redirection(KeyedStore other) {
        return Optional.empty();
    }

    @Override
    public void takeDestination(KeyedStore other, Redirection.Choice choice) {
        throw new UnsupportedOperationException();
    }

    private static void put(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
