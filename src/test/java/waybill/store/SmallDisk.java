package waybill.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real file system of a few MiB in memory, to be filled up or made read-only. Needs Linux and the right to mount: where that
 * is missing, the test is skipped, and says so; on the build's own machines ({@code CI} is set) it fails.
 */
public final class SmallDisk {
    private static final String BALLAST = "ballast";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString());
        String missing = "a full or read-only disk can only be tried where a tmpfs can be mounted (as root)";
        if (System.getenv("CI") != null) {
            Assertions.assertTrue(isMounted, missing);
        }
        Assumptions.assumeTrue(isMounted, missing);
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Leaves no room at all. */
    public void fill() throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(folder.resolve(BALLAST), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException _) {
            // full
        }
    }

    public void makeRoom() throws IOException {
        Files.delete(folder.resolve(BALLAST));
    }

    /** Makes the disk larger. */
    public void makeMoreRoom() throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,size=32m", folder.toString())) {
            throw new IOException("cannot be mounted anew, larger");
        }
    }

    public void makeReadOnly() throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,ro", folder.toString())) {
            throw new IOException("cannot be mounted anew, read-only");
        }
    }

    public void unmount() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
