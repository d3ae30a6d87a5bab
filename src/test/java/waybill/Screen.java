package waybill;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.fxmisc.richtext.CodeArea;

/** What the windows of the application show. Used on the window's thread. */
final class Screen {
    private Screen() {}

    /** The windows, the front one first. */
    static List<Window> windows() {
        return List.copyOf(Window.getWindows()).reversed();
    }

    /** The window that gets the keys, or the front one while none does. */
    static Window focusedWindow() {
        return windows().stream().filter(Window::isFocused).findFirst().orElseGet(Screen::frontStage);
    }

    /** The front window that has a frame: no list of a combo box, no tooltip. */
    static Stage frontStage() {
        return windows().stream().filter(Stage.class::isInstance).map(Stage.class::cast).findFirst()
                .orElseThrow(() -> new AssertionError("no window is open"));
    }

    /** Every node of every window, whether it can be seen or not. */
    static Stream<Node> nodes() {
        return windows().stream().flatMap(window -> nodes(window.getScene().getRoot()));
    }

    static Stream<Node> nodes(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(Stream.of(node), parent.getChildrenUnmodifiable().stream().flatMap(Screen::nodes))
                : Stream.of(node);
    }

    /** The node of that id that is to be seen. */
    static Optional<Node> find(String id) {
        return nodes().filter(node -> id.equals(node.getId()) && isSeen(node)).findFirst();
    }

    /** The label, button or link that says {@code text}. */
    static Optional<Node> findText(String text) {
        return nodes().filter(Labeled.class::isInstance).filter(node -> text.equals(text(node)) && isSeen(node)).findFirst();
    }

    static boolean isSeen(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null && node.getScene().getWindow() != null && node.getScene().getWindow().isShowing();
    }

    static String text(Node node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            case ComboBox<?> box -> shownIn(box);
            case Spinner<?> spinner -> spinner.getEditor().getText();
            case CodeArea area -> area.getText();
            default -> throw new AssertionError("no text in " + node);
        };
    }

    private static String shownIn(ComboBox<?> box) {
        return nodes(box).filter(Labeled.class::isInstance).map(Screen::text).filter(Objects::nonNull).findFirst().orElse("");
    }

    /** What is to be seen, by ids, and what the labels say. Texts that are typed are not told. */
    static String describe() {
        return nodes().filter(Screen::isSeen).filter(node -> node.getId() != null || node instanceof Labeled)
                .map(node -> (node.getId() == null ? "" : "#" + node.getId())
                        + (node instanceof Labeled labeled ? " “" + labeled.getText() + "”" : ""))
                .distinct().collect(Collectors.joining("; "));
    }

    /** Scrolls the panes around {@code node} until it is to be seen. */
    static void scrollTo(Node node) {
        // What was added just now has no place yet.
        node.getScene().getRoot().applyCss();
        node.getScene().getRoot().layout();
        for (Node each = node.getParent(); each != null; each = each.getParent()) {
            if (each instanceof ScrollPane pane && pane.getContent() != null) {
                scroll(pane, node);
            }
        }
    }

    private static void scroll(ScrollPane pane, Node node) {
        Node content = pane.getContent();
        Bounds place = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double height = pane.getViewportBounds().getHeight();
        double hidden = content.getLayoutBounds().getHeight() - height;
        if (hidden > 0) {
            pane.setVvalue(Math.clamp((place.getCenterY() - height / 2) / hidden, 0, 1));
            pane.layout();
        }
    }
}
