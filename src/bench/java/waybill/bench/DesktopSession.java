package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person at a Linux machine has and a build machine may lack: a display, and an open keyring in a session of its own,
 * so that Waybill opens its vault without a person. What is not installed is done without.
 */
final class DesktopSession {
    private static final String INSIDE = "WAYBILL_BENCH_SESSION";
    private static final Path PROGRAMS = Path.of("/usr/bin");
    private static final List<String> DISPLAY = List.of("xvfb-run", "-a", "-s", "-screen 0 1280x900x24");
    private static final List<String> KEYRING = List.of("dbus-run-session", "--", "sh", "-c",
            "printf benchmark | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$@\" 2>&3", "sh");
    /** The bus complains about limits that are no business of ours; what is run inside is heard. */
    private static final List<String> QUIETLY = List.of("sh", "-c", "exec 3>&2; exec \"$@\" 2>/dev/null", "sh");

    private DesktopSession() {}

    /** Whether this process is on Linux, not in one, and there can be one. */
    static boolean isNeeded() {
        return System.getProperty("os.name").startsWith("Linux") && !System.getenv().containsKey(INSIDE)
                && !surroundings().isEmpty();
    }

    /** Runs {@code main} in one that has its files in {@code folder}; class path and our properties are those of this process. */
    static int run(Class<?> main, List<String> arguments, Path folder) throws IOException, InterruptedException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path home = Files.createDirectory(folder.resolve("home"), owner);
        Path runtime = Files.createDirectory(folder.resolve("run"), owner);
        var command = surroundings();
        command.addAll(List.of(Commands.JAVA, "--enable-native-access=ALL-UNNAMED"));
        System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith("waybill."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        var environment = builder.environment();
        environment.keySet()
                .removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME", "WAYBILL_KEYCHAIN"));
        environment.put(INSIDE, "yes");
        // A bus of one's own would start a screen reader's services for the first window, and leave them behind.
        environment.put("NO_AT_BRIDGE", "1");
        environment.put("HOME", home.toString());
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        var process = builder.start();
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<String> surroundings() {
        var command = new ArrayList<String>();
        if (!System.getenv().containsKey("DISPLAY") && areInstalled("xvfb-run", "Xvfb", "xauth")) {
            command.addAll(DISPLAY);
        }
        if (areInstalled("dbus-run-session", "gnome-keyring-daemon")) {
            command.addAll(QUIETLY);
            command.addAll(KEYRING);
        }
        return command;
    }

    private static boolean areInstalled(String... programs) {
        return Stream.of(programs).allMatch(program -> Files.isExecutable(PROGRAMS.resolve(program)));
    }
}
