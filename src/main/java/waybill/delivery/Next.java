package waybill.delivery;

import java.time.Instant;

/** What follows an attempt. */
public sealed interface Next {
    /** Another attempt, not before {@code due}. */
    record Retry(Instant due) implements Next {}

    record Delivered() implements Next {}

    record Failed() implements Next {}

    /** A person ended it. */
    record Cancelled() implements Next {}
}
