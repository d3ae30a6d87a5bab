package waybill.ui.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import waybill.delivery.FileMemory;
import waybill.delivery.MessageState;
import waybill.delivery.StateCounts;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;

/**
 * A batch on its way.
 *
 * @param expected how many messages are to be sent: by the preview, and exactly once all are read
 * @param counts of its messages
 */
record BatchRun(Instant began, long expected, Reading reading, StateCounts counts, Wish wish) {
    /** How far the reading of the files is. */
    sealed interface Reading {
        /** @param batch of the messages; 0 until the first is handed in */
        long batch();

        /** How many messages were handed in. */
        long messages();

        record UnderWay(IntakeProgress progress) implements Reading {
            @Override
            public long batch() {
                return progress.batch();
            }

            @Override
            public long messages() {
                return progress.messages();
            }
        }

        record Done(Intake.Result result) implements Reading {
            @Override
            public long batch() {
                return result.batch();
            }

            @Override
            public long messages() {
                return result.messages();
            }
        }

        /** By an earlier run, of which only the queue is known. @param unread files that were not read to their end */
        record Earlier(long batch, long messages, List<FileMemory.Sighting> unread) implements Reading {}

        /** What was handed in before goes on. @param planned how many were to be */
        record Failed(IntakeProgress before, long planned, Throwable why) implements Reading {
            @Override
            public long batch() {
                return before.batch();
            }

            @Override
            public long messages() {
                return before.messages();
            }
        }
    }

    /** What the person wants of it. */
    enum Wish {
        GO_ON, PAUSE,
        /** It is being cancelled: what was under way may not be counted yet. */
        STOP,
        /** It was cancelled, and what came of what was under way is written. */
        STOPPED
    }

    static BatchRun begin(Instant now, long expected) {
        return new BatchRun(now, expected, new Reading.UnderWay(new IntakeProgress(0, 0, 0, 0)), new StateCounts(Map.of()),
                Wish.GO_ON);
    }

    /** Goes on with what an earlier run left. */
    static BatchRun goOn(Instant now, LeftOver left) {
        long messages = left.counts().total();
        return new BatchRun(now, messages, new Reading.Earlier(left.batch(), messages, left.unread()), left.counts(), Wish.GO_ON);
    }

    BatchRun with(Reading now) {
        return new BatchRun(began, now instanceof Reading.UnderWay ? expected : now.messages(), now, counts, wish);
    }

    BatchRun with(StateCounts now) {
        return new BatchRun(began, expected, reading, now, wish);
    }

    BatchRun with(Wish now) {
        return new BatchRun(began, expected, reading, counts, now);
    }

    /** How many messages need nothing more. */
    long done() {
        return counts.of(MessageState.DELIVERED) + counts.of(MessageState.FAILED) + counts.of(MessageState.CANCELLED);
    }

    /** Whether any of it is to be sent yet. Those that the log does not keep are neither waiting nor done. */
    boolean isWaiting() {
        return counts.of(MessageState.WAITING) + counts.of(MessageState.HELD) > 0;
    }

    boolean isRead() {
        return !(reading instanceof Reading.UnderWay);
    }

    boolean isStopped() {
        return wish == Wish.STOP || wish == Wish.STOPPED;
    }

    /** Whether its messages can be counted for good: those that come into the queue or are cancelled later are left out. */
    boolean isSettled() {
        return isRead() && wish != Wish.STOP;
    }
}
