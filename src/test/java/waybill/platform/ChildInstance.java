package waybill.platform;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Waybill, in a process of its own: claims a folder, says what came of it, and holds it until it is ended. */
final class ChildInstance implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private ChildInstance(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildInstance start(Path home) throws IOException {
        return start(home, System.getProperty("java.class.path"), List.of());
    }

    /** Started as a user without rights, from a copy of the classes in {@code folder}: the build's own may be closed to others. */
    static ChildInstance startAsNobody(Path home, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/waybill/platform"));
        for (Class<?> each : List.of(InstanceLock.class, ChildInstance.class)) {
            try (var files = Files.newDirectoryStream(home(each).resolve("waybill/platform"), "*.class")) {
                for (Path file : files) {
                    Files.copy(file, classes.resolve(file.getFileName()));
                }
            }
        }
        return start(home, folder.resolve("classes").toString(),
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ChildInstance start(Path home, String classPath, List<String> launcher) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xshare:auto", "-cp", classPath, ChildInstance.class.getName(), home.toString()));
        return new ChildInstance(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The child's next line; waits for it. */
    String says() throws IOException {
        return out.readLine();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it where it is. Returns when all of its threads stand still, where the system says so. */
    void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).inheritIO().start().waitFor();
        await().until(this::standsStill);
    }

    /** The state follows the name in brackets (proc(5)). */
    private boolean standsStill() throws IOException {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (var each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        switch (InstanceLock.claim(new AppPaths(Path.of(arguments[0])))) {
            case InstanceLock.Claim.Acquired(InstanceLock lock) -> {
                lock.onShow(() -> System.out.println("shown"));
                System.out.println("acquired");
                System.in.read();
                lock.close();
            }
            case InstanceLock.Claim.ShownElsewhere() -> System.out.println("shown elsewhere");
            case InstanceLock.Claim.OpenElsewhere() -> System.out.println("open elsewhere");
            case InstanceLock.Claim.Refused(var reason, _) -> System.out.println("refused " + reason);
        }
    }
}
