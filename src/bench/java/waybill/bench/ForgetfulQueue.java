package waybill.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

import waybill.delivery.DeliveryQueue;
import waybill.delivery.DueMessage;
import waybill.delivery.FileMemory;
import waybill.delivery.Hold;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.NewMessage;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.Trigger;

/** So many messages that are made when they are asked for, and outcomes that are thrown away: a queue without a database. */
final class ForgetfulQueue implements DeliveryQueue {
    private final Documents documents;
    private final long count;
    private final RandomGenerator random;
    private long given;

    ForgetfulQueue(Documents documents, int count, RandomGenerator random) {
        this.documents = documents;
        this.count = count;
        this.random = random;
    }

    @Override
    public synchronized List<DueMessage> due(Instant now, Set<Long> except, int limit) {
        var due = LongStream.range(given, Math.min(count, given + limit)).mapToObj(this::message).toList();
        given += due.size();
        return due;
    }

    private DueMessage message(long number) {
        return new DueMessage(number, 1, new Message(MessageId.next(random), documents.get((int) number)), Trigger.INITIAL, 1, 0);
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
    public long newBatch() {
        throw new UnsupportedOperationException("takes nothing in");
    }

    @Override
    public List<Long> enqueue(long batch, List<NewMessage> messages, List<FileMemory.Handed> files) {
        throw new UnsupportedOperationException("takes nothing in");
    }

    @Override
    public void clockWentBack(Duration by, Instant now) {
        // Nothing waits for a time.
    }

    @Override
    public boolean tidy(boolean isIdle) {
        return false;
    }

    @Override
    public Optional<Instant> latestKnownTime() {
        return Optional.empty();
    }
}
