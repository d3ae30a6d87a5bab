package waybill.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** The threads that send, each one message after the other. */
final class Senders {
    /** Whoever has something for the threads wakes them. */
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** The same with a connection that is kept for the next message, and is to be closed when none comes soon. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final ThreadFactory threads;
    private final Work work;
    private final List<Thread> running = new ArrayList<>();
    private volatile int wanted;

    /** What each does. */
    interface Work {
        /**
         * A pass of a thread: takes a task, if there is one within {@code patience}, and sends it.
         *
         * @return whether a connection may be kept
         */
        boolean pass(BatchChannel channel, Duration patience) throws InterruptedException;

        BatchChannel channel();

        /** Waits, after what nobody expected. */
        void rest() throws InterruptedException;

        /** Whether no more is to be done. */
        boolean isOver();
    }

    Senders(ThreadFactory threads, Work work) {
        this.threads = threads;
        this.work = work;
    }

    /** Starts threads, or lets some end after what they are sending. */
    synchronized void set(int count) {
        wanted = count;
        for (int place = 0; place < count; place++) {
            if (place == running.size()) {
                running.add(start(place));
            } else if (!running.get(place).isAlive()) {
                running.set(place, start(place));
            }
        }
    }

    /** @return whether all have ended within {@code patience} */
    synchronized boolean join(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (var thread : running) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return running.stream().noneMatch(Thread::isAlive);
    }

    private Thread start(int place) {
        var thread = threads.newThread(() -> run(place));
        thread.start();
        return thread;
    }

    private void run(int place) {
        try {
            while (isWanted(place)) {
                passes(place);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void passes(int place) throws InterruptedException {
        try (var channel = work.channel()) {
            boolean isKept = false;
            while (isWanted(place)) {
                isKept = work.pass(channel, isKept ? REST : LOOK);
            }
        } catch (RuntimeException | Error e) {
            Unexpected.report(e);
            work.rest();
        }
    }

    private boolean isWanted(int place) {
        return place < wanted && !work.isOver();
    }
}
