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
    private final Repeats repeats;
    private final IntakeSwitch control;
    private final Consumer<IntakeProgress> progress;
    private final long bytesTotal;
    private final Seldom seldom;
    private final List<Refused> refused = new ArrayList<>();
    private final Map<Path, Looked.Content> looked = new HashMap<>();
    /** Of the file that is read by lines, as it was before that. */
    private Optional<Looked.Stamp> stamp = Optional.empty();
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
        seldom = new Seldom(nanoTime);
    }

    @Override
    public boolean wants(String name, byte[] digest) {
        begin();
        return true;
    }

    @Override
    public boolean wantsLines(Path file, String name) {
        begin();
        return true;
    }

    private void begin() {
        stamp = Optional.empty();
        messagesBefore = messages;
        notJsonBefore = notJson;
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
        stamp = Looked.Stamp.of(file);
        return 0;
    }

    @Override
    public void lineEnded(long number) {
        // Only whole files are looked at.
    }

    @Override
    public void fileEnded(Path file, String name, byte[] digest) {
        stamp.ifPresent(before -> looked.put(file, new Looked.Content(digest, before)));
        repeats.look(name, digest, messages - messagesBefore, notJson - notJsonBefore);
    }

    @Override
    public boolean goesOn(long bytesRead) {
        if (seldom.isDue()) {
            progress.accept(new IntakeProgress(bytesRead, bytesTotal, messages, 0));
        }
        return control.goesOn();
    }

    Preview preview() {
        return new Preview(messages, bytes, largest, notJson, unsendable, refused, passedOver, repeats.found(),
                repeats.begun(), repeats.cancelled(), new Looked(looked));
    }

    private void list(Refused what) {
        if (refused.size() < Preview.SHOWN) {
            refused.add(what);
        }
    }
}
