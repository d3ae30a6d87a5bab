package waybill.delivery;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which messages of the log; what is not asked for does not limit. Immutable.
 *
 * @param text to be found in the name, the id or the last answer ({@link LastAnswer#searchText}), whatever the case of ASCII
 *     letters; blanks at either end do not count; empty for any
 * @param states any of these; never empty
 * @param created when the message was handed in
 * @param answered when the outcome of its latest attempt was known
 * @param batch those handed in together
 */
public record MessageQuery(String text, Set<MessageState> states, Optional<Period> created, Optional<Period> answered,
        OptionalLong batch) {
    private static final MessageQuery ALL = new MessageQuery("", EnumSet.allOf(MessageState.class), Optional.empty(),
            Optional.empty(), OptionalLong.empty());

    /** @throws IllegalArgumentException if {@code states} is empty */
    public MessageQuery {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("no state asked for");
        }
        text = text.strip();
        states = Set.copyOf(states);
    }

    public static MessageQuery all() {
        return ALL;
    }

    public MessageQuery withText(String newText) {
        return new MessageQuery(newText, states, created, answered, batch);
    }

    public MessageQuery withStates(Set<MessageState> newStates) {
        return new MessageQuery(text, newStates, created, answered, batch);
    }

    public MessageQuery withCreated(Optional<Period> newCreated) {
        return new MessageQuery(text, states, newCreated, answered, batch);
    }

    public MessageQuery withAnswered(Optional<Period> newAnswered) {
        return new MessageQuery(text, states, created, newAnswered, batch);
    }

    public MessageQuery withBatch(long newBatch) {
        return new MessageQuery(text, states, created, answered, OptionalLong.of(newBatch));
    }

    public boolean isAll() {
        return equals(ALL);
    }
}
