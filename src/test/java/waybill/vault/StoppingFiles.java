package waybill.vault;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The computer's files, on which everything stops before or after one of the operations that change something: for a process
 * that is killed there, nothing works from then on, and for one that only fails there, everything else does. What fails is what
 * an operation on files is expected to throw, or an error, which could come anywhere.
 */
final class StoppingFiles extends FileSystemProvider {
    private final FileSystemProvider real = FileSystems.getDefault().provider();
    private final FileSystem system = new StoppingFileSystem(this);
    private final How how;
    private final int at;
    private int moments;
    private boolean isPaused;

    /** @param at the moment at which it stops: an even one before an operation, the next one after it */
    StoppingFiles(How how, int at) {
        this.how = how;
        this.at = at;
    }

    /** What stops. */
    enum How {
        KILLED, FAILED, ERROR
    }

    /** {@code path} as the code under test gets it. */
    Path stopping(Path path) {
        return (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Path.class},
                new StoppingPath(this, real(path)));
    }

    /** Moments do not count until {@link #goOn}. */
    void pause() {
        isPaused = true;
    }

    void goOn() {
        isPaused = false;
    }

    /** Whether it came to the moment. */
    boolean hasStopped() {
        return moments > at;
    }

    /** Whether the process is to be taken for killed: nothing else that it does counts any more. */
    boolean isDead() {
        return how == How.KILLED && hasStopped();
    }

    FileSystem system() {
        return system;
    }

    static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) && Proxy.getInvocationHandler(path) instanceof StoppingPath stopping
                ? stopping.path()
                : path;
    }

    private record StoppingPath(StoppingFiles files, Path path) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("getFileSystem")) {
                return files.system();
            }
            Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
            for (int i = 0; i < unwrapped.length; i++) {
                unwrapped[i] = unwrapped[i] instanceof Path other ? real(other) : unwrapped[i];
            }
            try {
                Object result = method.invoke(path, unwrapped);
                return result instanceof Path found ? files.stopping(found) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private interface Operation<R> {
        R run() throws IOException;
    }

    private <R> R changing(Operation<R> operation) throws IOException {
        moment();
        R result = operation.run();
        moment();
        return result;
    }

    private void moment() throws IOException {
        if (isPaused) {
            return;
        }
        boolean isNow = how == How.KILLED ? moments >= at : moments == at;
        moments++;
        if (isNow) {
            switch (how) {
                case KILLED, FAILED -> throw new IOException("stopped");
                case ERROR -> throw new InternalError("stopped");
            }
        }
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        // Also to read, as that is how the names in a folder are put on disk.
        return changing(() -> real.newFileChannel(real(path), options, attributes));
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        changing(() -> {
            real.createDirectory(real(path), attributes);
            return path;
        });
    }

    @Override
    public void delete(Path path) throws IOException {
        changing(() -> {
            real.delete(real(path));
            return path;
        });
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        changing(() -> {
            real.move(real(from), real(to), options);
            return to;
        });
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        changing(() -> {
            real.copy(real(from), real(to), options);
            return to;
        });
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return real.newByteChannel(real(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
        DirectoryStream<Path> found = real.newDirectoryStream(real(path), each -> filter.accept(stopping(each)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(found.spliterator(), false).map(StoppingFiles.this::stopping).iterator();
            }

            @Override
            public void close() throws IOException {
                found.close();
            }
        };
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    /** As in a changed root (chroot), where Java does not find the disk that a folder is on. */
    @Override
    public FileStore getFileStore(Path path) throws IOException {
        throw new IOException("Mount point not found");
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "stopping";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
