package waybill.intake;

import java.util.List;
import java.util.function.Consumer;

import waybill.delivery.FileMemory;
import waybill.destination.StorageException;

/**
 * Hands messages in from what may be larger than memory: everything is read as it is sent, some messages at a time. Blocks;
 * thread-safe. No payload is written anywhere but to the queue.
 */
public interface Intake {
    /** What to do with what is not JSON. */
    enum NotJson {
        LEAVE_OUT, SEND_AS_IT_IS
    }

    /** What to do with a file whose content was handed in before, or is in the same choice twice. */
    enum SameAgain {
        LEAVE_OUT, SEND_AGAIN
    }

    /** What to do with files of which a part was handed in before. */
    enum Half {
        /** All of them is handed in, what was before once more. */
        FROM_THE_START,
        /** What comes after it. */
        GO_ON
    }

    /** What a person decided. @param half about the files that were {@code looked} at, as they were then */
    record Decision(NotJson notJson, SameAgain sameAgain, Half half, Looked looked) {
        /** For what is typed, which no file is the same as. */
        public static Decision of(NotJson notJson) {
            return new Decision(notJson, SameAgain.SEND_AGAIN, Half.FROM_THE_START, Looked.NOTHING);
        }
    }

    /**
     * What was handed in.
     *
     * @param batch of the messages
     * @param leftOut how many were not: not JSON, too large, or unreadable
     * @param refused the first {@value Preview#SHOWN} of them
     * @param sameAgain how many files were left out because their content was handed in before
     * @param complete whether everything was read and handed in; false if it was cancelled
     */
    record Result(long batch, long messages, long bytes, long leftOut, List<Refused> refused, long sameAgain,
            boolean complete) {}

    /** Reads everything once and hands nothing in. @param progress told at most every 100 ms, on the calling thread */
    Preview preview(List<Source> sources, IntakeSwitch control, Consumer<IntakeProgress> progress);

    /**
     * Hands in one batch. What was acknowledged by {@code progress} is on disk. A cancelled one keeps what was handed in;
     * who wants it back cancels the batch's messages.
     *
     * @param progress told after each group of messages, on the calling thread; and before the first of them, while files are read
     *     only to see whether they are what they were, with their bytes and batch 0
     * @throws StorageException if messages cannot be written: those before them are in the queue, under the batch that
     *     {@code progress} told of
     * @throws FileChangedException if a file is to be gone on with that is not as it was looked at; nothing was
     *     handed in
     */
    Result handIn(List<Source> sources, Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress);

    /**
     * Which files of a batch were not read to their end, as when the process was killed; the one that was read last comes first.
     *
     * @throws StorageException if that cannot be read
     */
    List<FileMemory.Sighting> unfinished(long batch);

    /**
     * Cancels whatever is being handed in. When this returns, nothing of it comes into the queue any more; waits at most for
     * the group of messages that is being written.
     */
    void stop();

    /** The same for what is handed in with {@code control} alone. */
    void stop(IntakeSwitch control);
}
