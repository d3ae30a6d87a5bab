package waybill.ui.deliver;

import java.util.function.Consumer;

import waybill.delivery.Cancellation;
import waybill.delivery.RehearsalStep;
import waybill.delivery.RetryPolicy;
import waybill.destination.Destination;

/** Runs the whole schedule of a message in seconds, with a clock that does not wait. */
@FunctionalInterface
public interface Rehearsing {
    /** Blocks. @param step told each attempt when it has been made, on the calling thread */
    void run(byte[] body, Destination destination, RetryPolicy policy, Cancellation cancellation, Consumer<RehearsalStep> step);
}
