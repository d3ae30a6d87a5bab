package waybill.ui;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import waybill.delivery.Cancellation;

/**
 * The one door between the window's thread and all others: work goes out here, and results come back here. Its methods are
 * called on the window's thread unless they say otherwise, and what they are given to run afterwards runs there.
 */
public final class Background implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ThreadFactory DAEMONS = work -> {
        var thread = new Thread(work, "waybill-background");
        thread.setDaemon(true);
        return thread;
    };

    private final ExecutorService workers = Executors.newCachedThreadPool(DAEMONS);
    private final ScheduledExecutorService timer = timer();
    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final Consumer<Throwable> log;
    private final Consumer<Throwable> unexpected;

    /**
     * @param log told of every failure, on the thread where it happened
     * @param unexpected told, on the window's thread, of failures that nobody else handles
     */
    public Background(Consumer<Throwable> log, Consumer<Throwable> unexpected) {
        this.log = log;
        this.unexpected = unexpected;
    }

    /** What runs now, in the order it was started; for the status line. */
    public ObservableList<Job> running() {
        return running;
    }

    /** Runs {@code work} elsewhere, then {@code done} with what it returned. A failure is an unexpected one. */
    public <T> void run(String title, Callable<T> work, Consumer<T> done) {
        run(new Job(title, Optional.empty()), work, done, unexpected);
    }

    /** The same with a handler of its own for failures. */
    public <T> void run(String title, Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        run(new Job(title, Optional.empty()), work, done, failed);
    }

    /**
     * Runs work that the job's cancellation ends early, which the status line offers.
     *
     * @param work is given what shows the stage it is in, which it may call from any thread
     */
    public <T> void run(Job job, Function<Consumer<String>, T> work, Consumer<T> done, Consumer<Throwable> failed) {
        run(job, () -> work.apply(stage -> show(() -> job.setText(stage))), done, failed);
    }

    /** Tells of a failure that nobody handles, after the one who saw it has tidied up. */
    public void report(Throwable failure) {
        unexpected.accept(failure);
    }

    /** Runs short {@code work} elsewhere without a line in the status line, then {@code done}. */
    public <T> void quietly(Callable<T> work, Consumer<T> done) {
        execute(work, done, unexpected, () -> {});
    }

    /** The same with a handler of its own for failures. */
    public <T> void quietly(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        execute(work, done, failed, () -> {});
    }

    /** Runs {@code work} on the window's thread as soon as it can. From any thread. */
    public void show(Runnable work) {
        Platform.runLater(work);
    }

    /** Runs {@code work} on the window's thread after {@code delay}, unless the answer is cancelled before. From any thread. */
    public Future<?> after(Duration delay, Runnable work) {
        return timer.schedule(() -> show(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs {@code work} on the window's thread again and again, until the answer is cancelled. */
    public Future<?> every(Duration period, Runnable work) {
        return timer.scheduleWithFixedDelay(() -> show(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends what can be cancelled, and gives the rest, such as the writing of a file, a moment to finish. */
    @Override
    public void close() {
        running.forEach(job -> job.cancellation().ifPresent(Cancellation::cancel));
        timer.shutdownNow();
        workers.shutdown();
        try {
            workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }

    /** Once it is closed, what is planned is dropped. */
    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, DAEMONS, new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private <T> void run(Job job, Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        running.add(job);
        execute(work, done, failed, () -> running.remove(job));
    }

    /** A failure here, too, is told: the page may be left half changed. */
    private <T> void finish(T result, Consumer<T> done) {
        try {
            done.accept(result);
        } catch (RuntimeException | Error failure) {
            log.accept(failure);
            unexpected.accept(failure);
        }
    }

    private <T> void execute(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed, Runnable ended) {
        if (workers.isShutdown()) {
            // Something that was planned for later, while the application closes.
            return;
        }
        workers.execute(() -> {
            try {
                T result = work.call();
                show(() -> {
                    ended.run();
                    finish(result, done);
                });
            } catch (Exception | Error failure) {
                log.accept(failure);
                show(() -> {
                    ended.run();
                    failed.accept(failure);
                });
            }
        });
    }
}
