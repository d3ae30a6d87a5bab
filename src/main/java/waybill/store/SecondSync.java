package waybill.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings to disk what a failed sync left in memory. Syncing once more is not enough: Linux takes what it could not write for
 * written, and says so the next time. So the file is written over itself, the same bytes in the same places.
 */
final class SecondSync {
    private static final int BLOCK = 1024 * 1024;

    private SecondSync() {}

    /** @param file that nobody has open; nobody can open it meanwhile @throws IOException if it is not all on disk */
    static void run(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException("the database is open elsewhere");
            }
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (long at = 0; channel.read(block, at) > 0; block.clear()) {
                block.flip();
                while (block.hasRemaining()) {
                    at += channel.write(block, at);
                }
            }
            channel.force(true);
        } catch (OverlappingFileLockException e) {
            throw new IOException(e);
        }
    }
}
