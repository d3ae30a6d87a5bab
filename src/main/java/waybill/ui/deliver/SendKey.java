package waybill.ui.deliver;

import java.util.Optional;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Ctrl+Enter presses Send, wherever the focus is in the window; once, however long the keys are held down. */
final class SendKey {
    private static final KeyCombination SEND = KeyCombination.valueOf("Shortcut+Enter");

    private final Button send;
    private final EventHandler<KeyEvent> pressed = this::pressed;
    private final EventHandler<KeyEvent> released = this::released;
    private boolean isHeld;

    SendKey(Button send) {
        this.send = send;
    }

    /** As the system writes it, but for the sign that the toolkit has for Enter: not everyone, and no screen reader, knows it. */
    static String text() {
        return SEND.getDisplayText().replace("\u21B5", KeyCode.ENTER.getName());
    }

    /** Listens while {@code node} is shown. */
    void listenAt(Node node) {
        node.sceneProperty().addListener((_, before, now) -> {
            Optional.ofNullable(before).ifPresent(scene -> {
                scene.removeEventFilter(KeyEvent.KEY_PRESSED, pressed);
                scene.removeEventFilter(KeyEvent.KEY_RELEASED, released);
            });
            Optional.ofNullable(now).ifPresent(scene -> {
                scene.addEventFilter(KeyEvent.KEY_PRESSED, pressed);
                scene.addEventFilter(KeyEvent.KEY_RELEASED, released);
            });
        });
    }

    private void pressed(KeyEvent key) {
        if (!SEND.match(key)) {
            // The release is not heard where another window came to the front meanwhile.
            isHeld = false;
        } else {
            key.consume();
            if (!isHeld) {
                isHeld = true;
                send.fire();
            }
        }
    }

    private void released(KeyEvent key) {
        isHeld = isHeld && key.getCode() != KeyCode.ENTER;
    }
}
