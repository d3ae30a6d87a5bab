import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the application once, with its own runtime, in a session with a vault and a destination, and keeps what the JVM
 * learned: classes loaded and linked, and how methods are used (JEP 483, 514, 515).
 */
final class AotCache {
    static final String FILE = "waybill.aot";
    private static final String OPTION = "-XX:AOTCache=";

    private final Application application;
    private final Path target;

    /** @param target Maven's build folder */
    AotCache(Application application, Path target) {
        this.application = application;
        this.target = target;
    }

    void make() throws IOException, InterruptedException {
        Path file = application.jars().resolve(FILE);
        Path report = Files.createTempFile("waybill", ".startup");
        var command = new ArrayList<>(List.of(java(Path.of(System.getProperty("java.home"))),
                "--enable-native-access=ALL-UNNAMED", "-classpath",
                String.join(File.pathSeparator, target.resolve("test-classes").toString(), target.resolve("classes").toString(),
                        target.resolve("lib") + File.separator + "*"),
                "waybill.bench.Rehearsal"));
        command.addAll(waybill(file, report));
        var process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0 || !Files.exists(file)) {
            throw new IOException("the rehearsal made no AOT cache");
        }
        // Without a keychain the vault stays shut, and the cache has nothing of what comes then.
        if (Application.isLinux() && !Files.readString(report).contains("destination=")) {
            throw new IOException("the rehearsal did not get to the destination: are dbus and gnome-keyring installed?");
        }
        Files.delete(report);
    }

    /** What the launcher does, except that it makes the cache instead of using it. */
    private List<String> waybill(Path cache, Path report) throws IOException {
        var command = new ArrayList<>(List.of(java(application.runtime())));
        application.configured("java-options").stream().filter(option -> !option.startsWith(OPTION)).forEach(command::add);
        // Without profiles: the slow compiler would begin with them, at every start, on what only a batch is worth it for.
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache, "-Dwaybill.startup=" + report,
                        "-Dwaybill.startup.end=ready", "-classpath",
                        String.join(File.pathSeparator, application.configured("app.classpath")),
                        application.configured("app.mainclass").getFirst()));
        return command;
    }

    private static String java(Path home) {
        return home.resolve("bin").resolve("java").toString();
    }
}
