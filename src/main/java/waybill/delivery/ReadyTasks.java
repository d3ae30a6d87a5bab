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
    /** Of bodies that were taken and not given back; one that is larger is taken alone. */
    private static final long MOST_BYTES_TAKEN = 64L * 1024 * 1024;

    private final Deque<Task> tasks = new ArrayDeque<>();
    private long bytes;
    private long bytesTaken;
    private boolean isOver;

    /** For how many more there is room; none before half of them are taken, since reading them costs something each time. */
    synchronized int room() {
        return tasks.size() > MOST / 2 || bytes > MOST_BYTES / 2 ? 0 : MOST - tasks.size();
    }

    synchronized boolean isEmpty() {
        return tasks.isEmpty();
    }

    synchronized int size() {
        return tasks.size();
    }

    synchronized void addAll(List<Task> more) {
        for (var task : more) {
            tasks.add(task);
            bytes += size(task);
        }
        notifyAll();
    }

    /**
     * The next, if there is one within {@code patience} and memory for it, and unless it is woken before. To be given back by
     * {@link #sent}.
     */
    synchronized Optional<Task> take(Duration patience) throws InterruptedException {
        if (!isNextFit() && !isOver) {
            wait(patience.toMillis());
        }
        if (!isNextFit()) {
            return Optional.empty();
        }
        var task = tasks.remove();
        bytes -= size(task);
        bytesTaken += size(task);
        return Optional.of(task);
    }

    /** Its body is needed no more. */
    synchronized void sent(Task task) {
        bytesTaken -= size(task);
        notifyAll();
    }

    private boolean isNextFit() {
        return !tasks.isEmpty() && (bytesTaken == 0 || bytesTaken + size(tasks.peek()) <= MOST_BYTES_TAKEN);
    }

    private static int size(Task task) {
        return task.due().message().body().length;
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
