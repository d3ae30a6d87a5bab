package waybill.ui.deliveries;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import waybill.destination.Destination;

/**
 * The destination, for the log of what was sent to it.
 *
 * @param now what is registered, for copies and masks
 * @param edit opens it to be edited
 */
public record Registration(Supplier<Optional<Destination>> now, Consumer<Destination> edit) {}
