package waybill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

import waybill.store.SecretScan;

/** Leaves a secret in every place that is looked at, in every form, to show that looking finds it. */
final class LeakingProcess {
    /** What it says while a process runs that has the secret in its arguments and environment. */
    static final String STARTED = "started";

    private LeakingProcess() {}

    /** @param arguments as for {@link ScannedSession} */
    public static void main(String[] arguments) throws IOException, InterruptedException, BackingStoreException {
        try (var watcher = ScanTalk.to(Integer.parseInt(arguments[2]))) {
            Map<String, byte[]> forms = SecretScan.forms(watcher.hears());
            Path data = Files.createDirectories(Path.of(arguments[0]));
            int number = 0;
            for (byte[] form : forms.values()) {
                String name = "leak" + number++;
                Files.write(data.resolve(name), form);
                Files.write(Files.createTempFile(name, ""), form);
                Files.write(Path.of(System.getProperty("user.home"), name), form);
                Files.write(Path.of(arguments[1], name), form);
                Files.write(Path.of(name), form);
                System.out.write(form);
                System.err.write(form);
                byte[] line = ("2026-11-24 unexpected ").getBytes(StandardCharsets.US_ASCII);
                try (OutputStream log = Files.newOutputStream(data.resolve("waybill.log" + number))) {
                    log.write(line);
                    log.write(form);
                }
                leaveInPreferences(name, form);
                leaveInArguments(form, watcher);
            }
            System.out.flush();
            watcher.asks("done");
        }
    }

    /** Their file is XML with a character for each: what is in an XML file is text. */
    private static void leaveInPreferences(String name, byte[] form) throws BackingStoreException {
        if (isText(form)) {
            var node = Preferences.userRoot().node("waybill");
            node.put(name, new String(form, StandardCharsets.UTF_8));
            node.flush();
        }
    }

    /** No argument can have a zero byte in it, as ASCII has in UTF-16. */
    private static void leaveInArguments(byte[] form, ScanTalk watcher) throws IOException, InterruptedException {
        if (isText(form)) {
            String text = new String(form, StandardCharsets.UTF_8);
            var builder = new ProcessBuilder("sh", "-c", "read answer", "sh", text);
            builder.environment().put("LEAK", text);
            Process process = builder.start();
            watcher.asks(STARTED);
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    /** Whether there is no zero byte in it. */
    static boolean isText(byte[] form) {
        for (byte each : form) {
            if (each == 0) {
                return false;
            }
        }
        return true;
    }
}
