package waybill.intake;

import java.nio.ByteBuffer;
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

    private final FileMemory memory;
    private final IntakeSwitch control;
    private final Consumer<IntakeProgress> progress;
    private final long bytesTotal;
    private final LongSupplier nanoTime;
    private final List<Refused> refused = new ArrayList<>();
    private final List<Preview.Repeated> repeated = new ArrayList<>();
    private final List<Preview.Twice> twice = new ArrayList<>();
    private final Map<ByteBuffer, String> names = new HashMap<>();
    private final Map<Path, byte[]> digests = new HashMap<>();
    private Optional<Path> linesOf = Optional.empty();
    private long told;
    private long messages;
    private long bytes;
    private long largest;
    private long notJson;
    private long unsendable;

    Previewing(FileMemory memory, IntakeSwitch control, Consumer<IntakeProgress> progress, long bytesTotal,
            LongSupplier nanoTime) {
        this.memory = memory;
        this.control = control;
        this.progress = progress;
        this.bytesTotal = bytesTotal;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
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
        Optional.ofNullable(names.putIfAbsent(ByteBuffer.wrap(digest), name))
                .ifPresentOrElse(first -> twice.add(new Preview.Twice(name, first)), () -> memory.seen(digest)
                        .ifPresent(sighting -> repeated.add(new Preview.Repeated(name, sighting))));
    }

    /** Of the files that were read by lines, to their end. */
    Map<Path, byte[]> digests() {
        return Map.copyOf(digests);
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

    Preview preview() {
        return new Preview(messages, bytes, largest, notJson, unsendable, refused, repeated, twice);
    }

    private void list(Refused what) {
        if (refused.size() < Preview.SHOWN) {
            refused.add(what);
        }
    }
}
