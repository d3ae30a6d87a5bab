package waybill.delivery;

import java.util.Optional;

/**
 * Sends messages one after the other, for one thread: over a connection that is kept, where two that follow each other were
 * handed in together. A message that was handed in alone has a new connection for each of its attempts, so that nothing that
 * an endpoint left behind on another can be taken for its answer.
 */
final class BatchChannel implements AutoCloseable {
    private final Transport.Channel channel;
    private Optional<Sent> last = Optional.empty();

    private record Sent(long batch, long number) {
        boolean isOfBatch(DueMessage due) {
            return batch == due.batch() && number != due.number();
        }
    }

    BatchChannel(Transport.Channel channel) {
        this.channel = channel;
    }

    /** As {@link Transport#send}. @param request what is sent of {@code due} */
    Outcome send(DueMessage due, OutgoingRequest request, Transport.Terms terms) {
        if (!last.filter(sent -> sent.isOfBatch(due)).isPresent()) {
            channel.close();
        }
        last = Optional.of(new Sent(due.batch(), due.number()));
        return channel.send(request, terms);
    }

    /** Nothing is to be sent now: {@link Transport.Channel#rest}. */
    boolean rest() {
        return channel.rest();
    }

    /** The next message has a new connection. */
    @Override
    public void close() {
        channel.close();
    }
}
