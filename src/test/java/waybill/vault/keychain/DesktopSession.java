package waybill.vault.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import waybill.Tools;

/** A person's session with a bus of its own and nothing of the real one: home and runtime folder are in {@code folder}. */
final class DesktopSession {
    /** Steps for {@link KeychainProbe}: GNOME's keyring, its login collection open, then locked, then gone. */
    static final String OPEN_KEYRING = "sh printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"
            // It takes its name on the bus a moment after it has started.
            + " while [ -z \"$(" + pidOf("org.freedesktop.secrets") + ")\" ]; do sleep 0.05; done; echo open";
    static final String LOCK_KEYRING = "sh dbus-send --session --print-reply --dest=org.freedesktop.secrets"
            + " /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock"
            + " array:objpath:/org/freedesktop/secrets/collection/login >/dev/null; echo locked";
    static final String STOP_KEYRING = "sh kill $(" + pidOf("org.freedesktop.secrets") + ");"
            + " while [ -n \"$(" + pidOf("org.freedesktop.secrets") + ")\" ]; do sleep 0.05; done; echo stopped";
    /** As a crash ends it: with a call that it has not answered, since it is frozen when it is called. */
    static final String FREEZE_AND_KILL_KEYRING = "sh pid=$(" + pidOf("org.freedesktop.secrets") + "); kill -STOP $pid;"
            + " (sleep 1; kill -KILL $pid) >/dev/null 2>&1 & echo dying";
    private static final List<String> NEEDED = List.of("dbus-run-session", "dbus-send", "gnome-keyring-daemon", "secret-tool");

    private final Path folder;
    private final Path errors;

    DesktopSession(Path folder) throws IOException {
        this.folder = folder;
        this.errors = folder.resolve("errors");
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(folder.resolve("run"), PosixFilePermissions.fromString("rwx------"));
        Tools.demand("dbus gnome-keyring libsecret-1-0 libsecret-tools", NEEDED);
    }

    /** From now on the keyring's prompts stay out, for the service that shows them is being started and never done. */
    void holdPrompts() throws IOException {
        Path services = Files.createDirectories(folder.resolve("run/dbus-1/services"));
        Files.writeString(services.resolve("org.gnome.keyring.SystemPrompter.service"), """
                [D-BUS Service]
                Name=org.gnome.keyring.SystemPrompter
                Exec=/bin/sleep 60
                """);
    }

    /** A shell expression for the process that owns a name on the session bus. */
    static String pidOf(String name) {
        return "dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus"
                + " org.freedesktop.DBus.GetConnectionUnixProcessID string:" + name + " 2>/dev/null | grep -o '[0-9]*$'";
    }

    /** What the probe printed, one line a step, run on a new session bus that can start services by itself. */
    List<String> probe(String... steps) throws IOException, InterruptedException {
        return run(List.of("dbus-run-session", "--"), Map.of(), steps);
    }

    /** The same on a bus that knows no service. */
    List<String> probeWithoutServices(String... steps) throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("bus.conf"), """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
                <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
                <allow own="*"/></policy></busconfig>
                """);
        return run(List.of("dbus-run-session", "--config-file=" + config, "--"), Map.of(), steps);
    }

    /** The same on no new bus, but with these variables. */
    List<String> probeAlone(Map<String, String> variables, String... steps) throws IOException, InterruptedException {
        return run(List.of(), variables, steps);
    }

    private List<String> run(List<String> launcher, Map<String, String> variables, String... steps)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        // A shell, so that the errors of the probe are kept apart from those of the bus.
        command.addAll(List.of("sh", "-c", "exec \"$@\" 2>" + errors, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                KeychainProbe.class.getName()));
        command.addAll(List.of(steps));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.keySet().removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "WAYBILL_KEYCHAIN",
                "JAVA_TOOL_OPTIONS", "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME"));
        environment
                .putAll(Map.of("HOME", folder.resolve("home").toString(), "XDG_RUNTIME_DIR", folder.resolve("run").toString()));
        environment.putAll(variables);
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).as("ended by itself").isTrue();
        assertThat(Files.readString(errors)).as("what the probe wrote to standard error").isEmpty();
        return Files.readAllLines(output);
    }
}
