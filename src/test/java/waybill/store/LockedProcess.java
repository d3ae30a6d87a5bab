package waybill.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import com.sun.management.HotSpotDiagnosticMXBean;

import waybill.destination.Readiness;
import waybill.vault.VaultStatus;

/** Opens a vault, stores a secret, reads it, and locks; then waits to be looked at. */
final class LockedProcess {
    private static final int WIPING_MILLIS = 500;

    private LockedProcess() {}

    /** A secret that is not in the program's own text. */
    static String token(Path home) {
        return new SplittableRandom(home.hashCode()).ints(8).mapToObj(Integer::toHexString).collect(Collectors.joining());
    }

    /**
     * Writes down what is alive each time it is asked to.
     *
     * @param arguments the data folder, "locked" or "open" for how it is to be left, and what the files' names begin with
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Home home = Home.open(Path.of(arguments[0]));
        home.destinations().register(Destinations.bearer(token(Path.of(arguments[0]))), Readiness.notTested());
        boolean isThere = home.destinations().find().isPresent();
        VaultStatus status = arguments[1].equals("locked") ? home.vault().lock() : home.status();
        System.out.println(isThere ? status.getClass().getSimpleName() : "not stored");
        for (int dump = 0; System.in.read() >= 0; dump++) {
            // The JDK wipes what was collected on a thread of its own.
            new ReferenceQueue<>().remove(WIPING_MILLIS);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2] + dump + ".hprof", true);
            System.out.println("dumped");
        }
    }
}
