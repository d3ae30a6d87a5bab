package waybill.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Reads files for what they hold, before anything of them is handed in; each of them once. Can be paused and ended. */
final class ContentCheck {
    private static final int BLOCK_BYTES = 1024 * 1024;

    private final IntakeSwitch control;
    private final BiConsumer<Long, Long> progress;
    private final Map<Path, byte[]> digests = new HashMap<>();
    private final Seldom seldom;
    private long bytesRead;
    private long bytesTotal;

    /** @param progress told how many bytes were read, and of how many */
    ContentCheck(IntakeSwitch control, BiConsumer<Long, Long> progress, LongSupplier nanoTime) {
        this.control = control;
        this.progress = progress;
        seldom = new Seldom(nanoTime);
    }

    /**
     * Whether all of {@code files} were read.
     *
     * @throws FileChangedException if one of them is not as it was looked at
     */
    boolean areUnchanged(Map<Path, Looked.Content> files) {
        bytesTotal = files.keySet().stream().mapToLong(SourceReader::size).sum();
        for (var file : files.entrySet()) {
            var found = read(file.getKey());
            if (found.isEmpty()) {
                return false;
            }
            if (!Arrays.equals(found.get(), file.getValue().digest())) {
                throw new FileChangedException(SourceReader.name(file.getKey()));
            }
            digests.put(file.getKey(), found.get());
        }
        return true;
    }

    /** One that cannot be read is not as it was. */
    private Optional<byte[]> read(Path file) {
        try {
            return made(file);
        } catch (IOException _) {
            throw new FileChangedException(SourceReader.name(file));
        }
    }

    /** SHA-256 of what {@code file} holds; empty where the reading was ended. */
    Optional<byte[]> digest(Path file) throws IOException {
        Optional<byte[]> known = Optional.ofNullable(digests.get(file));
        if (known.isPresent()) {
            return known;
        }
        bytesRead = 0;
        bytesTotal = SourceReader.size(file);
        return made(file);
    }

    private Optional<byte[]> made(Path file) throws IOException {
        MessageDigest digest = SourceReader.sha256();
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                digest.update(block, 0, length);
                bytesRead += length;
                if (!control.goesOn()) {
                    return Optional.empty();
                }
                if (seldom.isDue()) {
                    progress.accept(bytesRead, bytesTotal);
                }
            }
        }
        return Optional.of(digest.digest());
    }
}
