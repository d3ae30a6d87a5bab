package waybill.ui.deliveries;

import javafx.scene.Node;

/** Shows a node, or takes it away together with its room. */
final class Shown {
    private Shown() {}

    static void when(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
