package waybill.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

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
    private final ContentCheck check;
    private final IntakeSwitch control;
    private final Consumer<IntakeProgress> progress;
    private final long bytesTotal;
    private final long batch;
    private final List<NewMessage> group = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<FileMemory.Handed> read = new ArrayList<>();
    private Optional<Lines> lines = Optional.empty();
    private long groupBytes;
    private long messages;
    private long bytes;
    private long leftOut;
    private long sameAgain;
    private long bytesRead;
    private boolean isStopped;

    /** What it works with. @param handedIn called after each group that is on disk */
    record Parts(DeliveryQueue queue, FileMemory memory, InstantSource clock, RandomGenerator random, Runnable handedIn) {}

    /**
     * A file that is being read by lines.
     *
     * @param content which it has if it is still the one that was looked at
     * @param passedOver how many lines are, as handed in before
     */
    private record Lines(Path file, String name, Looked.Content content, long passedOver, long last) {
        Lines with(long number) {
            return new Lines(file, name, content, passedOver, number);
        }

        boolean isOther(byte[] found) {
            return !Arrays.equals(content.digest(), found);
        }

        /** As far as can be seen without reading it. */
        boolean isUntouched() {
            return Looked.Stamp.of(file).filter(content.stamp()::equals).isPresent();
        }
    }

    HandingIn(Parts parts, Intake.Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress, long bytesTotal) {
        this.parts = parts;
        this.decision = decision;
        check = new ContentCheck(control, this::checked, System::nanoTime);
        this.control = control;
        this.progress = progress;
        this.bytesTotal = bytesTotal;
        this.batch = parts.queue().newBatch();
    }

    /**
     * Looks at the files of which lines are to be passed over, which may have been written meanwhile.
     *
     * @return whether to go on
     * @throws FileChangedException if one is another now
     */
    boolean mayBegin() {
        return switch (decision.half()) {
            case FROM_THE_START -> true;
            case GO_ON -> check.areUnchanged(decision.looked().files().entrySet().stream()
                    .filter(file -> known(file.getValue().digest()).filter(seen -> seen.lines().isPresent()).isPresent())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        };
    }

    /** What was handed in counts more. */
    private void checked(long read, long total) {
        if (messages == 0) {
            progress.accept(new IntakeProgress(read, total, 0, 0));
        }
    }

    @Override
    public boolean wants(String name, byte[] digest) {
        boolean isWanted = decision.sameAgain() == Intake.SameAgain.SEND_AGAIN
                || known(digest).filter(file -> file.lines().isEmpty()).isEmpty();
        sameAgain += isWanted ? 0 : 1;
        return isWanted;
    }

    @Override
    public boolean wantsLines(Path file, String name) throws IOException {
        if (decision.sameAgain() == Intake.SameAgain.SEND_AGAIN) {
            return true;
        }
        Optional<byte[]> digest = check.digest(file);
        // Where that was ended, so is all the rest.
        return digest.isEmpty() || wants(name, digest.get());
    }

    /** Handed in before, or with messages that are not on disk yet. */
    private Optional<FileMemory.Sighting> known(byte[] digest) {
        return read.stream().filter(file -> Arrays.equals(file.digest(), digest)).findFirst().map(FileMemory.Handed::sighting)
                .or(() -> parts.memory().seen(digest));
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
    public long linesBegin(Path file, String name) {
        Optional<Looked.Content> looked = decision.looked().find(file);
        long passedOver = switch (decision.half()) {
            case FROM_THE_START -> 0;
            case GO_ON -> looked.flatMap(content -> known(content.digest())).map(FileMemory.Sighting::lines)
                    .orElse(OptionalLong.empty()).orElse(0);
        };
        lines = looked.map(content -> new Lines(file, name, content, passedOver, 0));
        return passedOver;
    }

    @Override
    public void lineEnded(long number) {
        lines = lines.map(begun -> begun.with(number));
    }

    @Override
    public void fileEnded(Path file, String name, byte[] digest) {
        // One that was written while it was read was not handed in from its beginning.
        if (lines.filter(begun -> begun.passedOver() > 0 && begun.isOther(digest)).isEmpty()) {
            read.add(handed(name, digest, OptionalLong.empty()));
        }
        lines = Optional.empty();
    }

    private FileMemory.Handed handed(String name, byte[] digest, OptionalLong upTo) {
        return new FileMemory.Handed(digest, new FileMemory.Sighting(name, parts.clock().instant(), upTo));
    }

    @Override
    public boolean goesOn(long soFar) {
        bytesRead = soFar;
        if (group.size() >= MESSAGES_AT_ONCE || groupBytes >= BYTES_AT_ONCE || read.size() >= MESSAGES_AT_ONCE) {
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
        if (!group.isEmpty() || !read.isEmpty()) {
            // What comes of one that was written since is not what the digest stands for.
            lines.filter(Lines::isUntouched).ifPresent(
                    half -> read.add(handed(half.name(), half.content().digest(), OptionalLong.of(half.last()))));
            parts.queue().enqueue(batch, group, read);
            parts.handedIn().run();
            messages += group.size();
            bytes += groupBytes;
            group.clear();
            groupBytes = 0;
            read.clear();
        }
        progress.accept(new IntakeProgress(bytesRead, bytesTotal, messages, batch));
    }
}
