package waybill;

import java.util.concurrent.atomic.AtomicBoolean;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.MouseEvent;

/** Where a click is meant to go. What it would press instead is not pressed. */
final class Aim {
    private final Node node;

    Aim(Node node) {
        this.node = firstThatIsPressed(node);
    }

    /** The text of a menu's entry leaves the mouse to the entry. */
    private static Node firstThatIsPressed(Node node) {
        Node each = node;
        while (each.isMouseTransparent() && each.getParent() != null) {
            each = each.getParent();
        }
        return each;
    }

    /** Whether what {@code click} presses is the node, or a part of it; and a button that moves away before it is let go is missed. */
    boolean isHit(Runnable click) {
        var isHit = new AtomicBoolean();
        EventHandler<MouseEvent> judge = event -> judge(event, isHit);
        var scene = node.getScene();
        WindowThread.run(() -> scene.addEventFilter(MouseEvent.ANY, judge));
        try {
            click.run();
        } finally {
            WindowThread.run(() -> scene.removeEventFilter(MouseEvent.ANY, judge));
        }
        return isHit.get();
    }

    private void judge(MouseEvent event, AtomicBoolean isHit) {
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            isHit.set(isOn(event));
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED && node instanceof ButtonBase && !isOn(event)) {
            isHit.set(false);
            return;
        }
        // A notice, for one, takes no press and acts on the click.
        boolean isPressOrClick = event.getEventType() == MouseEvent.MOUSE_PRESSED
                || event.getEventType() == MouseEvent.MOUSE_CLICKED;
        if (isPressOrClick && !isHit.get()) {
            event.consume();
        }
    }

    private boolean isOn(MouseEvent event) {
        return isPartOfIt(event.getPickResult().getIntersectedNode());
    }

    private boolean isPartOfIt(Node pressed) {
        Node each = pressed;
        while (each != null && each != node) {
            each = each.getParent();
        }
        return each != null;
    }
}
