package waybill.ui.receiver;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.stage.Window;

import waybill.destination.PracticeIdentity;
import waybill.ui.Context;
import waybill.ui.destination.DestinationPopup;
import waybill.ui.destination.PracticeStart;

/** Brings the practice receiver and the popup together. */
public final class Practice implements PracticeStart {
    private final Context context;
    private final ReceiverModel receiver;
    private final DestinationPopup popup;

    public Practice(Context context, ReceiverModel receiver, DestinationPopup popup) {
        this.context = context;
        this.receiver = receiver;
        this.popup = popup;
    }

    @Override
    public ReadOnlyBooleanProperty runningProperty() {
        return receiver.runningProperty();
    }

    @Override
    public void startAndRegister(Window owner) {
        receiver.start(() -> receiver.url().ifPresent(url -> popup.register(owner, url)));
    }

    @Override
    public void start(Window owner, PracticeIdentity identity) {
        receiver.start(identity, () -> context.questions().tell(owner, context.text("receiver.portTaken.title"),
                context.text("receiver.portTaken", String.valueOf(identity.port())), ""));
    }
}
