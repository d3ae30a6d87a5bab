package waybill.intake;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import waybill.delivery.DeliveryQueue;
import waybill.delivery.FileMemory;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.NewMessage;

/** Hands messages in, some at a time. */
final class HandingIn implements SourceReader.Visitor {
    private static final int MESSAGES_AT_ONCE = 500;
    private static final long BYTES_AT_ONCE = 4L * 1024 * 1024;

    private final Parts parts;
    private final Intake.Decision decision;
    private final IntakeSwitch control;
    private final Consumer<IntakeProgress> progress;
    private final long bytesTotal;
    private final long batch;
    private final List<NewMessage> group = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<Remembered> read = new ArrayList<>();
    private long groupBytes;
    private long messages;
    private long bytes;
    private long leftOut;
    private long sameAgain;
    private long bytesRead;
    private boolean isStopped;

    /** What it works with. @param handedIn called after each group that is on disk */
    record Parts(DeliveryQueue queue, FileMemory memory, InstantSource clock, RandomGenerator random, Runnable handedIn) {}

    private record Remembered(String name, byte[] digest) {}

    HandingIn(Parts parts, Intake.Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress, long bytesTotal) {
        this.parts = parts;
        this.decision = decision;
        this.control = control;
        this.progress = progress;
        this.bytesTotal = bytesTotal;
        this.batch = parts.queue().newBatch();
    }

    @Override
    public boolean wants(String name, SourceReader.Digest digest) throws IOException {
        boolean isWanted = switch (decision.sameAgain()) {
            case SEND_AGAIN -> true;
            case LEAVE_OUT -> !isKnown(digest.read());
        };
        sameAgain += isWanted ? 0 : 1;
        return isWanted;
    }

    /** Handed in before, or with messages that are not on disk yet. */
    private boolean isKnown(byte[] digest) {
        return read.stream().anyMatch(file -> Arrays.equals(file.digest(), digest)) || parts.memory().seen(digest).isPresent();
    }

    @Override
    public void message(String name, byte[] body) {
        var fault = switch (decision.notJson()) {
            case LEAVE_OUT -> JsonCheck.firstFault(body);
            case SEND_AS_IT_IS -> Optional.<JsonFault>empty();
        };
        if (fault.isPresent()) {
            refused(new Refused(name, new Refused.Reason.NotJson(fault.get())));
        } else {
            group.add(new NewMessage(new Message(MessageId.next(parts.random()), body), name));
            groupBytes += body.length;
        }
    }

    @Override
    public void refused(Refused what) {
        leftOut++;
        if (refused.size() < Preview.SHOWN) {
            refused.add(what);
        }
    }

    @Override
    public void passedOver() {
        // The preview told of it.
    }

    @Override
    public void fileEnded(String name, byte[] digest) {
        read.add(new Remembered(name, digest));
    }

    @Override
    public boolean goesOn(long soFar) {
        bytesRead = soFar;
        if (group.size() >= MESSAGES_AT_ONCE || groupBytes >= BYTES_AT_ONCE) {
            flush();
        }
        return control.goesOn();
    }

    /** Hands in what is left, unless it was cancelled. @param complete whether everything was read */
    Intake.Result end(boolean complete) {
        if (complete) {
            flush();
        }
        return new Intake.Result(batch, messages, bytes, leftOut, List.copyOf(refused), sameAgain,
                complete && !isStopped());
    }

    /** Hands in nothing more once this returns. From any thread. */
    void stop() {
        // Not only by the switch: whoever reads a slow file looks at that late.
        control.cancellation().cancel();
        synchronized (this) {
            isStopped = true;
        }
    }

    private synchronized boolean isStopped() {
        return isStopped;
    }

    private synchronized void flush() {
        if (isStopped) {
            return;
        }
        if (!group.isEmpty()) {
            parts.queue().enqueue(batch, group);
            parts.handedIn().run();
            messages += group.size();
            bytes += groupBytes;
            group.clear();
            groupBytes = 0;
        }
        // Only now: a file is known once its messages are on disk.
        read.forEach(
                file -> parts.memory().remember(file.digest(), new FileMemory.Sighting(file.name(), parts.clock().instant())));
        read.clear();
        progress.accept(new IntakeProgress(bytesRead, bytesTotal, messages, batch));
    }
}
