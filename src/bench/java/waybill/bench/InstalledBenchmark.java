package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

import waybill.bench.Figure.Target;
import waybill.receiver.PracticeReceiver;

/**
 * Prints how fast the installed Waybill opens and what it uses when idle, against a bare JavaFX window, which is built on the
 * spot, and the same with an AOT cache of its own. Linux only. The arguments are the program and Maven's build folder.
 */
public final class InstalledBenchmark {
    private static final String RUNS_PROPERTY = "waybill.bench.runs";
    private static final int IDLE_RUNS = 3;
    private static final int FIRST_RUNS = 5;
    /** What is written to it, the kernel forgets what it read from disks; only root may. */
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");

    private final InstalledCommands commands;
    private final PreparedHome home;
    private final Path folder;
    private int processes;

    private InstalledBenchmark(InstalledCommands commands, PreparedHome home, Path folder) {
        this.commands = commands;
        this.home = home;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("wb");
        try {
            if (!DesktopSession.isNeeded()) {
                measure(Path.of(arguments[0]), Path.of(arguments[1]), folder);
            } else if (DesktopSession.run(InstalledBenchmark.class, List.of(arguments), folder) != 0) {
                throw new IllegalStateException("the benchmark failed");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(Path program, Path target, Path folder) throws IOException, InterruptedException {
        try (var receiver = new PracticeReceiver(Clock.systemUTC(), new SecureRandom(), Thread::sleep)) {
            var certificate = receiver.start().certificate();
            var destination = BenchDestination.at(receiver.url().orElseThrow(), certificate);
            var home = PreparedHome.with(destination, folder.resolve("prepared"));
            if (!home.isOpenedByKeychain()) {
                throw new IllegalStateException("no keychain is here: install dbus and gnome-keyring");
            }
            var commands = InstalledCommands.prepare(program, target, Files.createDirectory(folder.resolve("bare")));
            var benchmark = new InstalledBenchmark(commands, home, folder);
            int runs = Integer.getInteger(RUNS_PROPERTY);
            System.out.println("medians of " + runs + " starts in turn, load " + Benchmark.load());
            System.out.println(Figure.heading());
            benchmark.firstStart();
            benchmark.start(runs);
            benchmark.idle();
            System.out.println("load at the end: " + Benchmark.load());
        }
    }

    /** As after an installation and a restart of the machine: all is read from the disk. */
    private void firstStart() throws IOException, InterruptedException {
        if (!Files.isWritable(DROP_CACHES)) {
            System.out.println("first start to window: only root can have the system forget the files that it read");
            return;
        }
        var bare = new Samples();
        var breakdown = new Breakdown("first start");
        for (int i = 0; i < FIRST_RUNS; i++) {
            forgetFiles();
            bare.add(window(commands.bareWindow(nextReport())));
            forgetFiles();
            try (var subject = waybill()) {
                breakdown.add(subject);
            }
        }
        System.out.println(new Figure("first start to window", "ms", breakdown.samples("window"), bare, "bare window",
                new Target.Times(0.75)));
        System.out.println(breakdown);
    }

    private static void forgetFiles() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
        Files.writeString(DROP_CACHES, "3\n", StandardOpenOption.WRITE);
    }

    private void start(int runs) throws IOException, InterruptedException {
        var bare = new Samples();
        var cached = new Samples();
        var breakdown = new Breakdown("start");
        for (int i = -1; i < runs; i++) {
            double plain = window(commands.bareWindow(nextReport()));
            double withCache = window(commands.cachedBareWindow(nextReport()));
            try (var subject = waybill()) {
                subject.await("destination");
                // The first round is not counted: it reads the files into the system's memory.
                if (i >= 0) {
                    bare.add(plain);
                    cached.add(withCache);
                    breakdown.add(subject);
                }
            }
        }
        var window = breakdown.samples("window");
        System.out.println(new Figure("start to window", "ms", window, bare, "bare window", new Target.Times(0.75)));
        System.out.println(new Figure("", "ms", window, cached, "bare window with an AOT cache", new Target.Times(1.4)));
        System.out.println(new Figure("start to destination shown", "ms", breakdown.samples("destination"), bare, "bare window",
                new Target.Times(1.5)));
        System.out.println(breakdown);
    }

    private void idle() throws IOException, InterruptedException {
        var bareMemory = new Samples();
        var memory = new Samples();
        var bareCpu = new Samples();
        var cpu = new Samples();
        for (int i = 0; i < IDLE_RUNS; i++) {
            Path report = nextReport();
            try (var subject = Subject.start(commands.bareWindow(report), report)) {
                subject.await("window");
                bareMemory.add(subject.settledMemory());
                bareCpu.add(subject.idleMilliseconds());
            }
            try (var subject = waybill()) {
                subject.await("ready");
                memory.add(subject.settledMemory());
                cpu.add(subject.idleMilliseconds());
            }
        }
        System.out.println(new Figure("idle memory", "MiB", memory, bareMemory, "bare window", new Target.Times(1.3)));
        // On Linux the toolkit's timer never pauses, in a bare window either; nothing of Waybill's may be added to it.
        System.out.println(new Figure("idle CPU in ten seconds", "ms", cpu, bareCpu, "bare window", new Target.More(10)));
    }

    private double window(List<String> command) throws IOException, InterruptedException {
        try (var subject = Subject.start(command, report())) {
            return subject.await("window");
        }
    }

    private Subject waybill() throws IOException {
        Path report = nextReport();
        return Subject.start(commands.waybill(home.folder(), report), report);
    }

    private Path nextReport() {
        processes++;
        return report();
    }

    private Path report() {
        return folder.resolve("report" + processes);
    }
}
