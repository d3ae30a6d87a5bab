package waybill.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window's thread and the work behind it, for a part of the window without the application around it. */
public final class BackgroundRun implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
    private final Background background = new Background(_ -> {}, unexpected::add);
    private final Context context;

    public BackgroundRun() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException failure) {
            throw new AssertionError("no toolkit starts", failure);
        }
        var messages = new Messages(Locale.ENGLISH);
        context = new Context(messages, new Views(messages), background, new Questions(messages));
    }

    public Context context() {
        return context;
    }

    /** What {@code work} finds on the window's thread. */
    public <T> T call(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Such a failure is told of, which is as it should be. */
    public void awaitsUnexpected(Class<? extends Throwable> kind) {
        Awaitility.await().until(() -> unexpected.removeIf(kind::isInstance));
    }

    /** Nothing may have failed unseen. */
    @Override
    public void close() {
        run(background::close);
        assertThat(unexpected).isEmpty();
    }
}
