import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where jpackage puts things, which differs from system to system, and what its launcher is told.
 *
 * @param folder what is installed
 * @param jars the jars and the launcher's configuration
 * @param runtime its {@code java.home}
 * @param name of the launcher and its configuration
 */
record Application(Path folder, Path jars, Path runtime, String name) {
    static Application in(Path parent, String name, String command) {
        if (isMac()) {
            Path folder = parent.resolve(name + ".app");
            Path contents = folder.resolve("Contents");
            return new Application(folder, contents.resolve("app"),
                    contents.resolve("runtime").resolve("Contents").resolve("Home"),
                    name);
        }
        if (isLinux()) {
            Path folder = parent.resolve(command);
            Path lib = folder.resolve("lib");
            return new Application(folder, lib.resolve("app"), lib.resolve("runtime"), command);
        }
        Path folder = parent.resolve(name);
        return new Application(folder, folder.resolve("app"), folder.resolve("runtime"), name);
    }

    static boolean isLinux() {
        return System.getProperty("os.name").startsWith("Linux");
    }

    static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    /** The JVM's options, the class path and the main class as the launcher has them. */
    List<String> configured(String key) throws IOException {
        return Files.readAllLines(jars.resolve(name + ".cfg")).stream().filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("$APPDIR", jars.toString())).toList();
    }
}
