package waybill.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import waybill.delivery.AttemptMaker.Task;

/** Tasks that are read ahead, so that no thread that sends waits for the database. Thread-safe. */
final class ReadyTasks {
    private static final int MOST = 2_048;
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final Deque<Task> tasks = new ArrayDeque<>();
    private long bytes;
    private boolean isOver;

    /** For how many more there is room; none before half of them are taken, since reading them costs something each time. */
    synchronized int room() {
        return tasks.size() > MOST / 2 || bytes > MOST_BYTES / 2 ? 0 : MOST - tasks.size();
    }

    synchronized boolean isEmpty() {
        return tasks.isEmpty();
    }

    synchronized void addAll(List<Task> more) {
        for (var task : more) {
            tasks.add(task);
            bytes += task.due().message().body().length;
        }
        notifyAll();
    }

    /** The next, if there is one within {@code patience}, and unless it is woken before. */
    synchronized Optional<Task> take(Duration patience) throws InterruptedException {
        if (tasks.isEmpty() && !isOver) {
            wait(patience.toMillis());
        }
        var task = Optional.ofNullable(tasks.poll());
        task.ifPresent(taken -> bytes -= taken.due().message().body().length);
        return task;
    }

    /** Takes all back. */
    synchronized List<Task> clear() {
        var all = List.copyOf(tasks);
        tasks.clear();
        bytes = 0;
        return all;
    }

    /** Lets whoever waits look about. */
    synchronized void wake() {
        notifyAll();
    }

    /** Lets nobody wait any more. */
    synchronized void end() {
        isOver = true;
        notifyAll();
    }
}
