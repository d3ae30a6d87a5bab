package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** A process that is measured. It is ended without ceremony when this is closed. */
final class Subject implements AutoCloseable {
    private static final double NANOS_A_MILLI = 1e6;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration BETWEEN_MEMORY_READINGS = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int STEADY_READINGS = 8;
    private static final double STEADY_MIB = 0.5;

    private final Process process;
    private final Path report;

    private Subject(Process process, Path report) {
        this.process = process;
        this.report = report;
    }

    /** @param report where the process writes {@code name=number} lines */
    static Subject start(List<String> command, Path report) throws IOException {
        Path output = report.resolveSibling(report.getFileName() + ".output");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        return new Subject(process, report);
    }

    /** The number reported under {@code name}, as soon as it is there. */
    double await(String name) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        OptionalDouble found = numbers(name).stream().mapToDouble(Double::doubleValue).findFirst();
        while (found.isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("no " + name + " in " + report + (process.isAlive() ? " in time" : ": the process ended"));
            }
            Thread.sleep(POLL);
            found = numbers(name).stream().mapToDouble(Double::doubleValue).findFirst();
        }
        return found.getAsDouble();
    }

    /** All numbers reported under {@code name} up to now. */
    List<Double> numbers(String name) throws IOException {
        if (!Files.exists(report)) {
            return List.of();
        }
        String written = Files.readString(report);
        return written.substring(0, written.lastIndexOf('\n') + 1).lines().filter(line -> line.startsWith(name + "="))
                .map(line -> Double.valueOf(line.substring(name.length() + 1))).toList();
    }

    /** The resident set in MiB, once it has not moved for four seconds. Linux only. */
    double settledMemory() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double settled = residentMiB();
        for (int steady = 0; steady < STEADY_READINGS && System.nanoTime() < end; steady++) {
            Thread.sleep(BETWEEN_MEMORY_READINGS);
            double now = residentMiB();
            if (Math.abs(now - settled) > STEADY_MIB) {
                settled = now;
                steady = 0;
            }
        }
        return residentMiB();
    }

    /** The processor time of all threads in ten seconds, in milliseconds, where the kernel counts it (CONFIG_SCHED_INFO). */
    double idleMilliseconds() throws IOException, InterruptedException {
        // The JVM goes on compiling for a while what the start ran often.
        Thread.sleep(IDLE);
        double before = computed();
        Thread.sleep(IDLE);
        return computed() - before;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** In milliseconds, to the nanosecond: what {@code stat} says is rounded to ticks of ten milliseconds, as much as is measured. */
    private double computed() throws IOException {
        double nanos = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads) {
                nanos += nanos(thread);
            }
        }
        return nanos / NANOS_A_MILLI;
    }

    private static double nanos(Path thread) throws IOException {
        try {
            return Double.parseDouble(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (NoSuchFileException _) {
            return 0; // It has ended.
        }
    }

    private double residentMiB() throws IOException {
        Supplier<IOException> gone = () -> new IOException("process " + process.pid() + " has no memory");
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow(gone);
            return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
    }
}
