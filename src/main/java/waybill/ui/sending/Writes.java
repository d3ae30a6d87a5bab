package waybill.ui.sending;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import waybill.ui.Context;

/** Writes one change after the other, in the order in which they were asked for. Used on the window's thread. */
final class Writes {
    private final Context context;
    private final Runnable done;
    private final Consumer<Throwable> failed;
    private final Deque<Write> waiting = new ArrayDeque<>();
    private boolean writing;

    private record Write(Runnable change, Runnable then) {}

    /**
     * @param done run after each that was written
     * @param failed told why one was not; those after it are written all the same
     */
    Writes(Context context, Runnable done, Consumer<Throwable> failed) {
        this.context = context;
        this.done = done;
        this.failed = failed;
    }

    void add(Runnable change) {
        add(change, () -> {});
    }

    /** @param then run first after {@code change} was written */
    void add(Runnable change, Runnable then) {
        waiting.add(new Write(change, then));
        next();
    }

    /** Whether nothing is to be written any more. */
    boolean isEmpty() {
        return !writing && waiting.isEmpty();
    }

    /** Drops what has not begun. */
    void forget() {
        waiting.clear();
    }

    private void next() {
        if (!writing && !waiting.isEmpty()) {
            writing = true;
            Write write = waiting.remove();
            context.background().run(context.text("job.save"), () -> {
                write.change().run();
                return true;
            }, _ -> {
                writing = false;
                write.then().run();
                done.run();
                next();
            }, failure -> {
                writing = false;
                failed.accept(failure);
                next();
            });
        }
    }
}
