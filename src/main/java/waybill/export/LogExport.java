package waybill.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryLog;
import waybill.delivery.MessageQuery;

/**
 * Writes what a search finds to a file, some lines in memory at a time. The file has its name only once it is complete:
 * until then, and if anything fails, there is none, or the one that was there before. Only the owner may read it, where the
 * file system knows owners.
 */
public final class LogExport {
    private final DeliveryLog log;
    private final UnaryOperator<String> mask;

    /** @param mask hides secrets in names and answers */
    public LogExport(DeliveryLog log, UnaryOperator<String> mask) {
        this.log = log;
        this.mask = mask;
    }

    /**
     * Writes, newest first. Blocks for as long as that takes.
     *
     * @param done told how many messages are written
     * @return how many there were; empty if it was cancelled
     * @throws IOException if it could not be written, of which nothing is left
     * @throws waybill.destination.StorageException if the log could not be read
     */
    public OptionalLong write(Path target, ExportFormat format, MessageQuery query, Cancellation cancellation, LongConsumer done)
            throws IOException {
        Path unfinished = Files.createTempFile(target.toAbsolutePath().getParent(), "." + target.getFileName(), ".part");
        try {
            long count = writeAll(unfinished, format, query, cancellation, done);
            if (cancellation.isCancelled()) {
                return OptionalLong.empty();
            }
            force(unfinished);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return OptionalLong.of(count);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Before the name is given: a power cut must not leave a name without content. */
    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private long writeAll(Path file, ExportFormat format, MessageQuery query, Cancellation cancellation, LongConsumer done)
            throws IOException {
        long[] count = {0};
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lines = format.writer(Channels.newOutputStream(channel), mask)) {
            log.forEach(query, cancellation, row -> {
                try {
                    lines.write(row);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                done.accept(++count[0]);
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return count[0];
    }
}
