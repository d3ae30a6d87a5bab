package waybill;

import java.util.concurrent.atomic.AtomicBoolean;

import javafx.event.EventHandler;
import javafx.scene.Node;
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

    /** Whether what {@code click} presses is the node, or a part of it. */
    boolean isHit(Runnable click) {
        var isHit = new AtomicBoolean();
        EventHandler<MouseEvent> judge = event -> {
            if (isPartOfIt(event.getPickResult().getIntersectedNode())) {
                isHit.set(true);
            } else {
                event.consume();
            }
        };
        // A notice, for one, takes no press and acts on the click.
        EventHandler<MouseEvent> execute = event -> {
            if (!isHit.get()) {
                event.consume();
            }
        };
        var scene = node.getScene();
        WindowThread.run(() -> {
            scene.addEventFilter(MouseEvent.MOUSE_PRESSED, judge);
            scene.addEventFilter(MouseEvent.MOUSE_CLICKED, execute);
        });
        try {
            click.run();
        } finally {
            WindowThread.run(() -> {
                scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, judge);
                scene.removeEventFilter(MouseEvent.MOUSE_CLICKED, execute);
            });
        }
        return isHit.get();
    }

    private boolean isPartOfIt(Node pressed) {
        Node each = pressed;
        while (each != null && each != node) {
            each = each.getParent();
        }
        return each != null;
    }
}
