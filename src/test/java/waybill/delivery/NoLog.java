package waybill.delivery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Answers nothing: a test overrides what it needs. */
public class NoLog implements DeliveryLog {
    @Override
    public void load() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MessageRow> page(MessageQuery query, OptionalLong before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MessageRow> page(MessageQuery query, long offset, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MessageRow> page(MessageQuery query, MessageOrder order, long offset, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long place(MessageQuery query, long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StateCounts count(MessageQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Selection.These select(MessageQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MessageRow> find(long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Attempt> attempts(long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> body(long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statistics statistics(Period period, int bars) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Period> extent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEach(MessageQuery query, Cancellation cancellation, Consumer<MessageRow> reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long countExpiredLinks(Selection selection) {
        throw new UnsupportedOperationException();
    }
}
