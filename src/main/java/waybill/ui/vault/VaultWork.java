package waybill.ui.vault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import waybill.ui.Background;
import waybill.ui.Messages;

/** What is done to the vault: one thing after the other, each elsewhere. Used on the window's thread. */
final class VaultWork {
    private final Background background;
    private final Messages messages;
    private final Runnable ended;
    private final Consumer<Throwable> failed;
    /** What was asked for while something else was at work. */
    private final Deque<Asked> next = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param ended runs each time something has ended, before what comes next is begun
     * @param failed is told what ended something as nobody foresaw
     */
    VaultWork(Background background, Messages messages, Runnable ended, Consumer<Throwable> failed) {
        this.background = background;
        this.messages = messages;
        this.ended = ended;
        this.failed = failed;
    }

    /** @param refuse answers whoever asked for it and wipes passphrases, without doing it */
    private record Asked(Runnable run, Runnable refuse) {}

    /** Whether something is at work. */
    boolean isBusy() {
        return busy;
    }

    /** What comes while something else is at work is done after that. @param refuse as in {@link #takeWaiting} */
    <T> void run(String job, Callable<T> work, Consumer<T> done, Runnable refuse) {
        if (busy) {
            next.add(new Asked(() -> run(job, work, done, refuse), refuse));
            return;
        }
        busy = true;
        background.run(messages.text(job), work, result -> {
            busy = false;
            try {
                done.accept(result);
            } finally {
                goOn();
            }
        }, failure -> {
            busy = false;
            failed.accept(failure);
            background.report(failure);
            goOn();
        });
    }

    /** Nothing that waits now will be done. @return answers whoever asked for it and wipes passphrases */
    Runnable takeWaiting() {
        List<Asked> waiting = List.copyOf(next);
        next.clear();
        return () -> waiting.forEach(asked -> asked.refuse().run());
    }

    /** Runs {@code then} after what is at work and what waits, unless that is refused. */
    void after(Runnable then) {
        after(then, () -> {});
    }

    /** The same, or {@code refuse} as in {@link #takeWaiting}. */
    void after(Runnable then, Runnable refuse) {
        next.add(new Asked(then, refuse));
    }

    /** Runs {@code then} before what waits, unless that is refused. */
    void first(Runnable then) {
        next.addFirst(new Asked(then, () -> {}));
    }

    private void goOn() {
        ended.run();
        while (!busy && !next.isEmpty()) {
            next.poll().run().run();
        }
    }
}
