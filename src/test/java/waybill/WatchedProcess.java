package waybill;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import waybill.store.SecretScan;

/**
 * A process that can write below one folder only as far as it is told: its data, home, temporary files, preferences and
 * output are there. Its arguments and environment, and those of what it starts, are noted all the time.
 */
final class WatchedProcess implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int PATIENCE_MILLIS = 180_000;

    private final Path folder;
    private final ServerSocket listener;
    private final Process process;
    /** By the file below /proc where it was seen. */
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    private final AtomicLong rounds = new AtomicLong();
    private final Thread watcher = Thread.ofPlatform().daemon().unstarted(this::watch);
    private ScanTalk talk;

    private WatchedProcess(Path folder, Class<?> main) throws IOException {
        this.folder = folder;
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
        for (Place place : Place.values()) {
            Files.createDirectories(place.in(folder));
        }
        Files.createDirectories(exports(folder));
        ProcessBuilder builder = new ProcessBuilder(command(main)).directory(Place.WORK.in(folder).toFile())
                .redirectOutput(Place.OUTPUT.in(folder).resolve("stdout").toFile())
                .redirectError(Place.OUTPUT.in(folder).resolve("stderr").toFile());
        builder.environment().put("HOME", Place.HOME.in(folder).toString());
        builder.environment().put("TMPDIR", Place.TEMPORARY.in(folder).toString());
        process = builder.start();
        watcher.start();
    }

    /** Where it may leave something. */
    enum Place {
        DATA, HOME, TEMPORARY, PREFERENCES, OUTPUT, WORK;

        Path in(Path folder) {
            return folder.resolve(name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** Starts {@code main} with its data folder, one for what is to leave the program, and the port to talk to. */
    static WatchedProcess start(Path folder, Class<?> main) throws IOException {
        var started = new WatchedProcess(folder, main);
        try {
            started.talk = new ScanTalk(started.listener.accept());
            return started;
        } catch (IOException failure) {
            started.close();
            throw new IOException(started.errors(), failure);
        }
    }

    ScanTalk talk() {
        return talk;
    }

    /** What it wrote to its error output. */
    String errors() {
        try {
            return Files.readString(Place.OUTPUT.in(folder).resolve("stderr"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Path exports(Path folder) {
        return folder.resolve("exports");
    }

    /** Waits until arguments and environments were looked at once more, from the beginning. */
    void looksAgain() {
        long now = rounds.get();
        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).pollInterval(BETWEEN_LOOKS).until(() -> rounds.get() > now + 1);
    }

    /** Everything in which {@code scan} finds something: every file below the folder, and what was seen of processes. */
    List<String> find(SecretScan scan) throws IOException {
        List<String> found = new ArrayList<>(scan.find(folder));
        contents().forEach((where, bytes) -> found.addAll(scan.find(where, bytes)));
        return found;
    }

    /** How many files there are, and how many different arguments and environments were seen. */
    Map<String, Integer> counts() throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> counts.merge(folder.relativize(file).getName(0).toString(), 1, Integer::sum));
        }
        seen.forEach((name, contents) -> counts.put(name, contents.size()));
        return counts;
    }

    /** Waits until it has ended, and says with which status. */
    int ended() throws InterruptedException {
        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> !process.isAlive());
        watcher.join();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        listener.close();
    }

    private Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        seen.forEach((name, texts) -> texts.forEach(text -> contents.put(name + "/" + contents.size(),
                text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))));
        return contents;
    }

    private List<String> command(Class<?> main) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dwaybill.patience=120", "-Duser.home=" + Place.HOME.in(folder),
                "-Djava.io.tmpdir=" + Place.TEMPORARY.in(folder), "-Djava.util.prefs.userRoot=" + Place.PREFERENCES.in(folder),
                "-Djava.util.prefs.systemRoot=" + Place.PREFERENCES.in(folder)));
        // The toolkit's modules, and that it has no display, as in this process.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--")
                        || argument.matches("-D(glass|prism|testfx|waybill\\.keychain|file|user\\.(language|country)).*"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), Place.DATA.in(folder).toString(),
                exports(folder).toString(), Integer.toString(listener.getLocalPort())));
        return command;
    }

    private void watch() {
        while (process.isAlive()) {
            Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(each -> {
                look("cmdline", Path.of("/proc/" + each.pid() + "/cmdline"));
                look("environ", Path.of("/proc/" + each.pid() + "/environ"));
                // The Java machine's own file; it is there whatever the temporary folder is.
                look("hsperfdata", Path.of("/tmp/hsperfdata_" + System.getProperty("user.name") + "/" + each.pid()));
            });
            rounds.incrementAndGet();
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look(String name, Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length > 0 && !name.equals("hsperfdata")) {
                seen.computeIfAbsent(name, _ -> ConcurrentHashMap.newKeySet())
                        .add(new String(content, java.nio.charset.StandardCharsets.ISO_8859_1));
            } else if (content.length > 0) {
                // It has counters that change all the time: the latest will do.
                seen.put(name, Set.of(new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException _) {
            // It has ended meanwhile.
        }
    }
}
