package waybill.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;

import com.sun.management.HotSpotDiagnosticMXBean;

import waybill.destination.Readiness;
import waybill.vault.VaultStatus;

/** Opens a vault, stores a secret, reads it, and locks; writes down what is alive then, and waits to be looked at. */
final class LockedProcess {
    private static final int WIPING_MILLIS = 500;

    private LockedProcess() {}

    /** @param arguments the data folder, "locked" or "open" for how it is to be left, and where the heap is to be written */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Home home = Home.open(Path.of(arguments[0]));
        home.destinations().register(Destinations.bearer("the-planted-token"), Readiness.notTested());
        boolean isThere = home.destinations().find().isPresent();
        VaultStatus status = arguments[1].equals("locked") ? home.vault().lock() : home.status();
        // The JDK wipes what was collected on a thread of its own.
        new ReferenceQueue<>().remove(WIPING_MILLIS);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], true);
        System.out.println(isThere ? status.getClass().getSimpleName() : "not stored");
        while (System.in.read() >= 0) {
            // until the other end is closed
        }
    }
}
