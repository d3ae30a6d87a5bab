package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A desktop session with an open keyring and nothing of the real one, in which Waybill opens its vault without a person.
 * Where its programs are not installed, figures are taken with a vault that a passphrase opens.
 */
final class KeyringSession {
    private static final String INSIDE = "WAYBILL_BENCH_SESSION";
    private static final String OPEN_KEYRING_AND_RUN = "printf benchmark | gnome-keyring-daemon --unlock --components=secrets"
            + " >/dev/null 2>&1; exec \"$@\"";

    private KeyringSession() {}

    static boolean isInside() {
        return System.getenv().containsKey(INSIDE);
    }

    static boolean isPossible() {
        return Stream.of("dbus-run-session", "gnome-keyring-daemon")
                .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
    }

    /** Runs {@code main} in such a session in {@code folder}, with the flags and class path of this process. */
    static int run(Class<?> main, Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path runtime = Files.createDirectory(folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var command = new ArrayList<String>(List.of("dbus-run-session", "--", "sh", "-c", OPEN_KEYRING_AND_RUN, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED"));
        System.getProperties().forEach((key, value) -> {
            if (key.toString().startsWith("waybill.")) {
                command.add("-D" + key + "=" + value);
            }
        });
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet()
                .removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME", "WAYBILL_KEYCHAIN"));
        builder.environment().put(INSIDE, "yes");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        var process = builder.start();
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }
}
