package waybill.delivery;

import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * Time and threads for the worker.
 *
 * @param clock the time of day, which may be set back
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param threads makes threads that do not keep the process alive
 */
public record Surroundings(InstantSource clock, LongSupplier nanoTime, ThreadFactory threads) {
    public static Surroundings ofSystem() {
        return new Surroundings(InstantSource.system(), System::nanoTime,
                Thread.ofPlatform().daemon().name("waybill-delivery-", 0).factory());
    }
}
