package waybill.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import waybill.delivery.DeliveryQueue;
import waybill.delivery.DueMessage;
import waybill.delivery.FileMemory;
import waybill.delivery.Hold;
import waybill.delivery.NewMessage;
import waybill.delivery.RecordedAttempt;
import waybill.destination.StorageException;

/** Keeps what is handed in. */
final class Kept implements DeliveryQueue, FileMemory {
    final List<NewMessage> messages = new CopyOnWriteArrayList<>();
    final Map<String, Sighting> seen = new ConcurrentHashMap<>();
    volatile Runnable afterEach = () -> {};
    int groups;
    /** Of whatever batch. */
    long cancelled;
    int isFullAfter = Integer.MAX_VALUE;

    List<String> names() {
        return messages.stream().map(NewMessage::name).toList();
    }

    List<String> bodies() {
        return messages.stream().map(message -> new String(message.message().body(), StandardCharsets.UTF_8)).toList();
    }

    @Override
    public long newBatch() {
        return 7;
    }

    @Override
    public List<Long> enqueue(long batch, List<NewMessage> more, List<FileMemory.Handed> files) {
        if (messages.size() >= isFullAfter) {
            throw new StorageException(StorageException.Fault.DISK_FULL);
        }
        groups++;
        messages.addAll(new ArrayList<>(more));
        files.forEach(file -> seen.put(HexFormat.of().formatHex(file.digest()), file.sighting()));
        afterEach.run();
        return List.of();
    }

    @Override
    public Optional<Sighting> seen(byte[] digest) {
        return Optional.ofNullable(seen.get(HexFormat.of().formatHex(digest)));
    }

    @Override
    public Set<Long> batches(byte[] digest) {
        return Set.of(7L);
    }

    @Override
    public List<Sighting> unfinished(long batch) {
        return List.of();
    }

    @Override
    public long cancelled(long batch) {
        return cancelled;
    }

    @Override
    public List<DueMessage> due(Instant now, Set<Long> except, int limit) {
        return List.of();
    }

    @Override
    public boolean markCancelled() {
        return false;
    }

    @Override
    public String revision() {
        return "";
    }

    @Override
    public Optional<Instant> nextDue(Set<Long> except) {
        return Optional.empty();
    }

    @Override
    public Optional<Hold> record(List<RecordedAttempt> attempts) {
        return Optional.empty();
    }

    @Override
    public void clockWentBack(Duration by, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean tidy(boolean isIdle) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> latestKnownTime() {
        return Optional.empty();
    }
}
