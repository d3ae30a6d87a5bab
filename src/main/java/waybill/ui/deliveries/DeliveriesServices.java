package waybill.ui.deliveries;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import waybill.delivery.RequestSigner;
import waybill.destination.Destination;
import waybill.ui.FilePicker;
import waybill.ui.sending.DeliveryPorts;
import waybill.ui.sending.SendingModel;

/**
 * What the page needs from below.
 *
 * @param destination what is registered now, for copies and masks
 * @param signer for copies
 * @param files asks where an export is to go
 */
public record DeliveriesServices(SendingModel sending, Supplier<Optional<Destination>> destination, RequestSigner signer,
        FilePicker files, InstantSource clock) {
    DeliveryPorts ports() {
        return sending.ports();
    }
}
