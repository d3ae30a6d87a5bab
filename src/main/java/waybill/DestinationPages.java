package waybill;

import java.time.InstantSource;

import waybill.delivery.Sending;
import waybill.ui.Context;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.DestinationPage;
import waybill.ui.destination.DestinationPopup;
import waybill.ui.destination.EmptyDestination;
import waybill.ui.destination.RegisteredDestination;
import waybill.ui.destination.Standing;
import waybill.ui.destination.UnreadableDestination;
import waybill.ui.receiver.Practice;
import waybill.ui.sending.HoldBanner;
import waybill.ui.sending.SendingModel;
import waybill.ui.vault.VaultView;

/** Makes the page of the destination, and what it shows in each state of that when it is first needed. */
record DestinationPages(Context context, DestinationModel destination, DestinationPopup popup, Practice practice) {
    DestinationPage page(VaultView vaultView, SendingModel sending, InstantSource clock) {
        return new DestinationPage(context.views(), destination, () -> new EmptyDestination(popup, practice),
                () -> new RegisteredDestination(context, destination, popup, practice, standing(sending, clock)),
                failure -> new UnreadableDestination(context, destination, vaultView::askToSetAside, failure));
    }

    private Standing standing(SendingModel sending, InstantSource clock) {
        return new Standing(clock, sending.statusProperty().map(Sending.Status::hold), new HoldBanner(context, sending, clock));
    }
}
