package waybill.ui.deliveries;

import java.time.InstantSource;

import waybill.delivery.RequestSigner;
import waybill.ui.FilePicker;
import waybill.ui.sending.DeliveryPorts;
import waybill.ui.sending.SendingModel;

/**
 * What the page needs from below.
 *
 * @param signer for copies
 * @param files asks where an export is to go
 */
public record DeliveriesServices(SendingModel sending, Registration destination, RequestSigner signer,
        FilePicker files, InstantSource clock) {
    DeliveryPorts ports() {
        return sending.ports();
    }
}
