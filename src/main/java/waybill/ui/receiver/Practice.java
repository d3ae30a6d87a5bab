package waybill.ui.receiver;

import java.util.Optional;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.stage.Window;

import waybill.destination.Destination;
import waybill.destination.PracticeIdentity;
import waybill.ui.Context;
import waybill.ui.Questions.Question;
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
    public ReadOnlyObjectProperty<Optional<PracticeIdentity>> runningProperty() {
        return receiver.runningProperty();
    }

    @Override
    public void startAndRegister(Window owner) {
        receiver.start(() -> receiver.url().ifPresent(url -> popup.register(owner, url)));
    }

    @Override
    public void startAgain(Window owner, Destination destination) {
        destination.practice().ifPresent(identity -> receiver.start(identity, () -> context.questions().offer(owner,
                new Question("receiver.portTaken.title", "receiver.portTaken", "receiver.portTaken.confirm",
                        String.valueOf(identity.port())),
                () -> startElsewhere(owner, destination))));
    }

    /** On another port, and so with another URL, which is only registered when the person saves it. */
    private void startElsewhere(Window owner, Destination destination) {
        receiver.start(() -> receiver.url().ifPresent(url -> popup.edit(owner, destination, url)));
    }
}
