package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import waybill.receiver.PracticeReceiver;

/**
 * Runs a command in a session with a display, a keyring, and a data folder in which a destination is registered: what
 * packaging starts Waybill in, to note which classes its start needs. The command is the arguments; it must end by itself.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Rehearsal() {}

    public static void main(String[] command) throws Exception {
        Path folder = Files.createTempDirectory("wb");
        try {
            int status = DesktopSession.isNeeded()
                    ? DesktopSession.run(Rehearsal.class, List.of(command), folder)
                    : run(List.of(command), folder);
            if (status != 0) {
                throw new IllegalStateException("the rehearsal ended with " + status);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static int run(List<String> command, Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        try (var receiver = new PracticeReceiver(Clock.systemUTC(), new SecureRandom(), Thread::sleep)) {
            var certificate = receiver.start().certificate();
            String url = receiver.url().orElseThrow();
            var home = PreparedHome.with(BenchDestination.at(url, certificate), folder.resolve("home-of-waybill"));
            System.out.println("vault: " + (home.isOpenedByKeychain() ? "opened by a keychain" : "locked, no keychain is here"));
            builder.environment().put("WAYBILL_HOME", home.folder().toString());
            var process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("it did not end by itself");
            }
            return process.exitValue();
        }
    }
}
