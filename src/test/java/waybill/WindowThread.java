package waybill;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.testfx.util.WaitForAsyncUtils;

/** The toolkit's thread, for what may be done only there. */
final class WindowThread {
    private static final long PATIENCE_SECONDS = 60;

    private WindowThread() {}

    /** What {@code work} finds there. */
    static <T> T call(Callable<T> work) {
        // TestFX keeps what any thread has thrown, also in a test before this one, and throws it at the next who waits.
        WaitForAsyncUtils.clearExceptions();
        try {
            return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
        } finally {
            WaitForAsyncUtils.clearExceptions();
        }
    }

    static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
