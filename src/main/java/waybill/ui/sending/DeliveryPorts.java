package waybill.ui.sending;

import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliveryControl;
import waybill.delivery.DeliveryLog;
import waybill.delivery.Sending;

/** What lies below the window where messages are concerned. */
public record DeliveryPorts(DeliveryLog log, DeliveryActions actions, DeliveryControl control, Sending sending) {}
