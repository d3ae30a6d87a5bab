import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the application's image in {@code target/image}: launcher, trimmed runtime, jars, and the AOT cache. What each
 * operating system's package is made of. Started by {@code mvn package exec:exec@image}, in the project's folder.
 */
public final class Image {
    private final Path target = Path.of(System.getProperty("image.target"));
    private final Path work = target.resolve("image");
    private final Instant time = Instant.parse(System.getProperty("image.time"));
    private final String version = System.getProperty("image.version");
    private final Properties descriptor = new Properties();

    private Image() throws IOException {
        try (var in = Files.newBufferedReader(Path.of("installer", "package.properties"))) {
            descriptor.load(in);
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new Image().make();
    }

    private void make() throws IOException, InterruptedException {
        delete(work);
        Files.createDirectories(work);
        Path runtime = new RuntimeImage(target.resolve("javafx"), work).link(descriptor.getProperty("modules"));
        Path jars = work.resolve("jars");
        new Jars(time).collect(target, target.resolve("waybill-" + version + ".jar"),
                jars.resolve(descriptor.getProperty("main.jar")));
        tool("jpackage", jpackage(jars, runtime));
        var application = Application.in(work, descriptor.getProperty("name"), descriptor.getProperty("command"));
        if (Application.isLinux()) {
            strip(application.folder());
        }
        Licences.collect(jars, Path.of("installer", "licences"), work.resolve("licences"));
        // An AOT cache holds only for jars with the size and time that they had when it was made.
        touch(work);
        if (!"off".equals(System.getenv("WAYBILL_AOT"))) {
            new AotCache(application, target).make();
            touch(work);
        }
        System.out.println("image: " + application.folder());
    }

    private List<String> jpackage(Path jars, Path runtime) {
        var arguments = new ArrayList<>(List.of("--type", "app-image", "--dest", work.toString(),
                "--name", Application.isLinux() ? descriptor.getProperty("command") : descriptor.getProperty("name"),
                "--app-version", packageVersion(), "--vendor", descriptor.getProperty("vendor"),
                "--description", descriptor.getProperty("summary"),
                "--input", jars.toString(), "--main-jar", descriptor.getProperty("main.jar"),
                "--main-class", descriptor.getProperty("main.class"), "--runtime-image", runtime.toString(),
                "--icon", icon().toString()));
        flags().forEach(flag -> arguments.addAll(List.of("--java-options", flag)));
        if (Application.isMac()) {
            arguments.addAll(List.of("--mac-package-identifier", descriptor.getProperty("macos.bundle"),
                    "--mac-app-category", descriptor.getProperty("macos.category")));
        }
        return arguments;
    }

    /** macOS refuses a version that begins with zero, and takes a lower one for no upgrade: there it is always one more. */
    private String packageVersion() {
        if (!Application.isMac()) {
            return version;
        }
        int end = version.indexOf('.');
        return Integer.parseInt(version.substring(0, end)) + 1 + version.substring(end);
    }

    /** In the runtime JavaFX is found without being named. */
    private List<String> flags() {
        return Stream.of(System.getProperty("image.flags"), descriptor.getProperty("flags"),
                "-XX:AOTCache=$APPDIR/" + AotCache.FILE)
                .flatMap(flags -> Stream.of(flags.split(" "))).filter(flag -> !flag.startsWith("--add-modules")).toList();
    }

    private static Path icon() {
        if (Application.isLinux()) {
            return Path.of("resources", "icons", "waybill-256.png");
        }
        return Path.of("installer", "icons", Application.isMac() ? "waybill.icns" : "waybill.ico");
    }

    /** Names of functions that nobody calls from outside are a tenth of the libraries. */
    private static void strip(Path folder) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(".so") || Files.isExecutable(file))
                    .filter(file -> !file.toString().endsWith(".jar")).map(Path::toString).forEach(command::add);
        }
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("strip failed");
        }
    }

    private void touch(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    static void tool(String name, List<String> arguments) {
        int status = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(name + " ended with " + status);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
