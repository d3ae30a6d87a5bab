package waybill.intake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import waybill.delivery.FileMemory;
import waybill.intake.Preview.Repeated;

/** Finds files with the same content as one that was handed in before, or as another of the same choice. */
final class Repeats {
    /** More files of one choice are compared with what was handed in before alone: their names would fill the memory. */
    private static final int COMPARED = 100_000;

    private final FileMemory memory;
    /** Names by the first bytes of the digest, which no two contents share by chance. */
    private final Map<Long, String> names = new HashMap<>();
    private final List<Repeated> shown = new ArrayList<>();
    private long files;
    private long messages;
    private long notJson;
    /** How many messages were cancelled, by batch. */
    private final Map<Long, Long> cancelled = new HashMap<>();
    private final Set<Long> batches = new HashSet<>();
    private final Set<Long> begunBatches = new HashSet<>();
    private final List<Repeated> begun = new ArrayList<>();
    private long begunFiles;
    private long begunLines;

    Repeats(FileMemory memory) {
        this.memory = memory;
    }

    /** @param messagesInIt that the file has; @param notJsonInIt how many of them are not JSON */
    void look(String name, byte[] digest, long messagesInIt, long notJsonInIt) {
        find(name, digest).ifPresent(repeated -> {
            switch (repeated) {
                case Repeated.Half half -> {
                    begunFiles++;
                    begunLines += half.lines();
                    begunBatches.addAll(memory.batches(digest));
                    list(begun, half);
                }
                case Repeated.Earlier earlier -> {
                    batches.addAll(memory.batches(digest));
                    again(earlier, messagesInIt, notJsonInIt);
                }
                case Repeated.Twin twin -> again(twin, messagesInIt, notJsonInIt);
            }
        });
    }

    private void again(Repeated repeated, long messagesInIt, long notJsonInIt) {
        files++;
        messages += messagesInIt;
        notJson += notJsonInIt;
        list(shown, repeated);
    }

    private static void list(List<Repeated> files, Repeated file) {
        if (files.size() < Preview.SHOWN) {
            files.add(file);
        }
    }

    Preview.Again found() {
        return new Preview.Again(files, messages, notJson, cancelled(batches), shown);
    }

    Preview.Begun begun() {
        return new Preview.Begun(begunFiles, begunLines, cancelled(begunBatches), begun);
    }

    /** Of both together: a batch may have files of either kind. */
    long cancelled() {
        var all = new HashSet<>(batches);
        all.addAll(begunBatches);
        return cancelled(all);
    }

    private long cancelled(Set<Long> ofBatches) {
        return ofBatches.stream().mapToLong(batch -> cancelled.computeIfAbsent(batch, memory::cancelled)).sum();
    }

    private Optional<Repeated> find(String name, byte[] digest) {
        long key = ByteBuffer.wrap(digest).getLong();
        Optional<String> first = Optional.ofNullable(names.get(key));
        if (first.isEmpty() && names.size() < COMPARED) {
            names.put(key, name);
        }
        Optional<Repeated> seen = memory.seen(digest).map(sighting -> seen(name, sighting));
        Optional<Repeated> twin = first.map(other -> new Repeated.Twin(name, other));
        // The rest of a file that was begun is handed in once, so that a second one of it is the same again.
        return twin.isPresent() ? seen.filter(Repeated.Earlier.class::isInstance).or(() -> twin) : seen;
    }

    private static Repeated seen(String name, FileMemory.Sighting sighting) {
        return sighting.lines().isPresent()
                ? new Repeated.Half(name, sighting, sighting.lines().getAsLong())
                : new Repeated.Earlier(name, sighting);
    }
}
