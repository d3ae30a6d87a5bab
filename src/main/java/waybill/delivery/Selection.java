package waybill.delivery;

import java.util.List;

/** Messages to do something with. */
public sealed interface Selection {
    /** @param numbers of the messages; those that are gone are passed over */
    record These(List<Long> numbers) implements Selection {
        public These {
            numbers = List.copyOf(numbers);
        }
    }

    /** All that the query finds at the moment the work begins. */
    record Matching(MessageQuery query) implements Selection {}
}
