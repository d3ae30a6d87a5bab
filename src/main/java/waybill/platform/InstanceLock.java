package waybill.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data folder for one instance. The operating system drops the lock when the process ends, however it ends, so
 * there is nothing to clean up after a kill. While it is held, a second start is answered at a socket in the folder.
 */
public final class InstanceLock implements AutoCloseable {
    /** How long a second start waits for the first one to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int RETRY_MILLIS = 50;
    /**
     * What this process has locked. On Unix, closing any channel to a file drops the locks that the process has on it
     * (fcntl(2)), so a second claim in one process must not so much as open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel file;
    private final SecondStarts secondStarts;

    private InstanceLock(Path path, FileChannel file, SecondStarts secondStarts) {
        this.path = path;
        this.file = file;
        this.secondStarts = secondStarts;
    }

    /** What came of claiming a data folder. */
    public sealed interface Claim {
        /** This process has the folder until it closes the lock or ends. */
        record Acquired(InstanceLock lock) implements Claim {}

        /** Another instance has it and brings its window to the front. */
        record ShownElsewhere() implements Claim {}

        /** Another instance has it and did not answer in time. */
        record OpenElsewhere() implements Claim {}

        /** The folder can be neither made nor locked. */
        record Refused(Reason reason, String detail) implements Claim {}
    }

    /** Why a folder was refused. */
    public enum Reason {
        READ_ONLY, OTHER
    }

    /** Claims the data folder, making it if need be. Blocks for {@link #PATIENCE} at most, and only if another has it. */
    public static Claim claim(AppPaths paths) {
        return claim(paths, PATIENCE);
    }

    static Claim claim(AppPaths paths, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        ShowRequest request = new ShowRequest(paths.socket());
        try {
            paths.create();
            while (true) {
                Optional<FileChannel> file = lock(paths);
                if (file.isPresent()) {
                    return new Claim.Acquired(
                            new InstanceLock(paths.lock(), file.get(), SecondStarts.at(paths.socket())));
                }
                // The other one may be on its way in, its socket not there yet, or on its way out: try both again.
                long left = end - System.nanoTime();
                if (request.isAnswered(Duration.ofNanos(left))) {
                    return new Claim.ShownElsewhere();
                }
                if (System.nanoTime() + Duration.ofMillis(RETRY_MILLIS).toNanos() > end) {
                    return new Claim.OpenElsewhere();
                }
                Thread.sleep(RETRY_MILLIS);
            }
        } catch (IOException failure) {
            Reason reason = PrivateFiles.isReadOnly(failure) ? Reason.READ_ONLY : Reason.OTHER;
            return new Claim.Refused(reason, failure.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Claim.OpenElsewhere();
        }
    }

    /**
     * From now on a second start runs {@code show}, on the listener's thread; at once if one came earlier. It must return
     * soon, and should hand over to the toolkit's thread.
     */
    public void onShow(Runnable show) {
        secondStarts.onShow(show);
    }

    /** From now on, as the window has gone, a second start gets no answer, and waits for the folder. */
    public void leave() {
        secondStarts.close();
    }

    /** Lets the folder go. */
    @Override
    public void close() {
        // The socket first: after the lock is gone, a socket in the folder belongs to the next instance.
        leave();
        try {
            file.close();
        } catch (IOException _) {
            // The process ends, and the lock with it.
        }
        HELD.remove(path);
    }

    private static Optional<FileChannel> lock(AppPaths paths) throws IOException {
        if (!HELD.add(paths.lock())) {
            return Optional.empty();
        }
        Optional<FileChannel> locked = Optional.empty();
        try {
            locked = lockedFile(paths.lock());
        } finally {
            if (locked.isEmpty()) {
                HELD.remove(paths.lock());
            }
        }
        return locked;
    }

    private static Optional<FileChannel> lockedFile(Path path) throws IOException {
        FileChannel file = PrivateFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(file);
    }
}
