package waybill;

import java.util.HashSet;
import java.util.Set;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.DatePicker;
import javafx.scene.image.WritableImage;

import org.fxmisc.richtext.CodeArea;

/**
 * Whether whatever can have the focus would show it. The focus stays where it is: what a control looks like with it is asked of
 * the stylesheets alone, so that nobody thinks a field was left. Used on the window's thread.
 */
final class FocusRing {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
    private static final PseudoClass FOCUS_WITHIN = PseudoClass.getPseudoClass("focus-within");

    private final Set<String> looked = new HashSet<>();

    /** Whether {@code node} shows it, or was looked at before in that theme, or is under the mouse, which has looks of its own. */
    boolean isShownBy(Node node, String theme) {
        return node.isHover()
                || !looked.add(theme + node.getId() + node.getClass() + node.getStyleClass() + node.getPseudoClassStates())
                || isShownBy(node);
    }

    private static boolean isShownBy(Node node) {
        Node frame = switch (node) {
            case CodeArea area -> area.getParent().getParent();
            case DatePicker picker -> picker.getEditor();
            default -> node;
        };
        PseudoClass state = node instanceof CodeArea ? FOCUS_WITHIN : FOCUSED;
        boolean before = frame.getPseudoClassStates().contains(state);
        var without = picture(frame, state, false);
        var with = picture(frame, state, true);
        frame.pseudoClassStateChanged(state, before);
        // As many pixels as a line along half of its edge has.
        return differences(without, with) >= without.getWidth() + without.getHeight();
    }

    private static WritableImage picture(Node node, PseudoClass state, boolean isOn) {
        node.pseudoClassStateChanged(state, isOn);
        node.applyCss();
        return node.snapshot(new SnapshotParameters(), null);
    }

    private static double differences(WritableImage one, WritableImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            // A ring around it.
            return Double.POSITIVE_INFINITY;
        }
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                count += one.getPixelReader().getArgb(x, y) == other.getPixelReader().getArgb(x, y) ? 0 : 1;
            }
        }
        return count;
    }
}
