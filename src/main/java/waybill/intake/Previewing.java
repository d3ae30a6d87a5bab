package waybill.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import waybill.delivery.FileMemory;

/** Counts and checks what would be handed in. */
final class Previewing implements SourceReader.Visitor {
    private static final long BETWEEN_NANOS = 100_000_000;

    private final Repeats repeats;
    private final IntakeSwitch control;
    private final Consumer<IntakeProgress> progress;
    private final long bytesTotal;
    private final LongSupplier nanoTime;
    private final List<Refused> refused = new ArrayList<>();
    private final Map<Path, byte[]> digests = new HashMap<>();
    private Optional<Path> linesOf = Optional.empty();
    private long told;
    private long messages;
    private long bytes;
    private long largest;
    private long notJson;
    private long unsendable;
    private long passedOver;
    /** Before the file that is read. */
    private long messagesBefore;
    private long notJsonBefore;

    Previewing(FileMemory memory, IntakeSwitch control, Consumer<IntakeProgress> progress, long bytesTotal,
            LongSupplier nanoTime) {
        repeats = new Repeats(memory);
        this.control = control;
        this.progress = progress;
        this.bytesTotal = bytesTotal;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
    }

    @Override
    public boolean wants(String name, SourceReader.Digest digest) {
        messagesBefore = messages;
        notJsonBefore = notJson;
        return true;
    }

    @Override
    public void message(String name, byte[] body) {
        messages++;
        bytes += body.length;
        largest = Math.max(largest, body.length);
        JsonCheck.firstFault(body).ifPresent(fault -> {
            notJson++;
            list(new Refused(name, new Refused.Reason.NotJson(fault)));
        });
    }

    @Override
    public void refused(Refused what) {
        unsendable++;
        list(what);
    }

    @Override
    public void passedOver() {
        passedOver++;
    }

    @Override
    public long linesBegin(Path file, String name) {
        linesOf = Optional.of(file);
        return 0;
    }

    @Override
    public void lineEnded(long number) {
        // Only whole files are looked at.
    }

    @Override
    public void fileEnded(Path file, String name, byte[] digest) {
        if (linesOf.filter(file::equals).isPresent()) {
            digests.put(file, digest);
        }
        repeats.look(name, digest, messages - messagesBefore, notJson - notJsonBefore);
    }

    @Override
    public boolean goesOn(long bytesRead) {
        long now = nanoTime.getAsLong();
        if (now - told >= BETWEEN_NANOS) {
            told = now;
            progress.accept(new IntakeProgress(bytesRead, bytesTotal, messages, 0));
        }
        return control.goesOn();
    }

    /** Of the files that were read by lines, to their end. */
    Map<Path, byte[]> digests() {
        return Map.copyOf(digests);
    }

    Preview preview() {
        return new Preview(messages, bytes, largest, notJson, unsendable, refused, passedOver, repeats.found(),
                repeats.begun());
    }

    private void list(Refused what) {
        if (refused.size() < Preview.SHOWN) {
            refused.add(what);
        }
    }
}
