package waybill.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;

/** Keys pressed in the window that the desktop gave the focus to. */
final class Keyboard {
    private final Robot robot;

    Keyboard() throws Exception {
        robot = Nodes.onWindowThread(Robot::new);
    }

    /** Puts the focus on the node of that id, as soon as it is there and its window has the desktop's focus. */
    Keyboard at(String id) throws Exception {
        Node node = Nodes.await(id);
        Nodes.await("the focus on " + id, () -> {
            node.getScene().getWindow().requestFocus();
            node.requestFocus();
            return Optional.of(node).filter(Node::isFocused).filter(each -> each.getScene().getWindow().isFocused());
        });
        return this;
    }

    Keyboard presses(KeyCode... keys) throws Exception {
        for (KeyCode key : keys) {
            Nodes.onWindowThread(() -> {
                robot.keyType(key);
                return key;
            });
        }
        return this;
    }

    /** @param text of small letters and spaces */
    Keyboard types(String text) throws Exception {
        for (String letter : List.of(text.split(""))) {
            presses(letter.equals(" ") ? KeyCode.SPACE : KeyCode.getKeyCode(letter.toUpperCase(Locale.ROOT)));
        }
        return this;
    }

    /** Presses the button of that id with the space bar, as soon as it can be pressed. */
    Keyboard pressesButton(String id) throws Exception {
        var button = (ButtonBase) Nodes.await(id);
        Nodes.await(id + " to be ready", () -> Optional.of(button).filter(each -> !each.isDisabled()));
        return at(id).presses(KeyCode.SPACE);
    }
}
