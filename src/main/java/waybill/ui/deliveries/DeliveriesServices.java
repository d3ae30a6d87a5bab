package waybill.ui.deliveries;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import waybill.delivery.RequestSigner;
import waybill.destination.Destination;
import waybill.ui.sending.DeliveryPorts;
import waybill.ui.sending.SendingModel;

/**
 * What the page needs from below.
 *
 * @param destination what is registered now, for copies and masks
 * @param signer for copies
 */
public record DeliveriesServices(SendingModel sending, Supplier<Optional<Destination>> destination, RequestSigner signer,
        InstantSource clock) {
    DeliveryPorts ports() {
        return sending.ports();
    }
}
