package waybill.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import waybill.destination.TrustedCertificates;
import waybill.receiver.PracticeReceiver;

/**
 * Prints Waybill's figures against yardsticks of the same run: start and idle memory against a bare JavaFX window, the
 * answer to Send test against HttpClient alone. Takes two to five minutes, in which the machine should do little else.
 */
public final class Benchmark {
    private static final String TARGET_PROPERTY = "waybill.bench.target";
    private static final String FLAGS_PROPERTY = "waybill.bench.flags";
    private static final String RUNS_PROPERTY = "waybill.bench.runs";
    private static final int CLICKS = 50;
    private static final int LEAST_MEMORY_RUNS = 3;

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("wb");
        try {
            if (DesktopSession.isNeeded()) {
                int status = DesktopSession.run(Benchmark.class, List.of(), folder);
                if (status != 0) {
                    throw new IllegalStateException("the benchmark ended with " + status);
                }
            } else {
                measure(folder);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(Path folder) throws IOException, InterruptedException {
        var flags = List.of(System.getProperty(FLAGS_PROPERTY).split(" "));
        var commands = Commands.of(Path.of(System.getProperty(TARGET_PROPERTY)), flags);
        int runs = Integer.getInteger(RUNS_PROPERTY);
        try (var receiver = new PracticeReceiver(Clock.systemUTC(), new SecureRandom(), Thread::sleep)) {
            var certificate = receiver.start().certificate();
            String url = receiver.url().orElseThrow();
            receiver.expect(() -> Optional.of(BenchDestination.AUTH));
            var home = PreparedHome.with(BenchDestination.at(url, certificate), folder.resolve("prepared"));
            System.out.println(circumstances(commands, home, runs));
            System.out.println(Figure.heading());
            var figures = new Figures(commands, home, folder);
            figures.start(runs).forEach(System.out::println);
            Path pem = Files.writeString(folder.resolve("receiver.pem"), TrustedCertificates.none().with(certificate).pem());
            figures.click(url, pem, CLICKS).forEach(System.out::println);
            if (isLinux()) {
                figures.memory(Math.max(LEAST_MEMORY_RUNS, runs / 3)).forEach(System.out::println);
            } else {
                System.out.println("idle memory: measured on Linux only");
            }
            System.out.println("load at the end: " + load());
        }
    }

    private static String circumstances(Commands commands, PreparedHome home, int runs) {
        return String.join("\n",
                "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors, load " + load(),
                "display: " + (commands.display().isEmpty() ? System.getenv().getOrDefault("DISPLAY", "") : "none (Headless)")
                        + "; flags: "
                        + String.join(" ", commands.flags()),
                "vault: "
                        + (home.isOpenedByKeychain()
                                ? "opened by a keychain, the destination is shown"
                                : "locked, because no keychain is here: the window and the memory are those of the unlock page"),
                "medians of " + runs + " starts and " + CLICKS + " clicks in turn with the yardstick", "");
    }

    /** What waited for a processor in the last minute. */
    static String load() {
        return String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").startsWith("Linux");
    }
}
