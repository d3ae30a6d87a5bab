package waybill.ui.deliveries;

import java.util.Locale;
import java.util.Optional;

import javafx.css.PseudoClass;
import javafx.scene.Node;

import waybill.delivery.MessageState;

/** The state of a message as a pseudo-class of the node that says it in words: {@code :delivered}, {@code :failed} and so on. */
record StateLook(Optional<MessageState> state) {
    static StateLook of(MessageState state) {
        return new StateLook(Optional.of(state));
    }

    void applyTo(Node node) {
        for (MessageState each : MessageState.values()) {
            node.pseudoClassStateChanged(PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)),
                    state.filter(each::equals).isPresent());
        }
    }
}
