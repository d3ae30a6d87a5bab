package waybill.ui.deliver;

import java.time.InstantSource;

import waybill.delivery.Rehearsal;
import waybill.intake.Intake;
import waybill.ui.sending.SendingModel;

/** What the page needs from below. */
public record DeliverServices(SendingModel sending, Intake intake, Rehearsal rehearsal, InstantSource clock) {}
