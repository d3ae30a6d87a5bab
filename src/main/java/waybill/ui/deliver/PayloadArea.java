package waybill.ui.deliver;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.TraversalDirection;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/**
 * The text area of the editor. Tab types a tab; Ctrl+Tab, or Escape and then Tab, leaves it, and Shift with them goes back, so
 * that nobody who uses the keyboard alone gets caught.
 */
final class PayloadArea extends CodeArea {
    /** In UTF-16 units. What is wrapped is laid out in a time that grows with the square of the line: 50,000 in half a second. */
    static final int LONGEST_WRAPPED = 10_000;
    private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");

    private Consumer<List<Path>> filesPasted = _ -> {};
    private Consumer<String> largePasted = _ -> {};
    private boolean escaped;

    PayloadArea() {
        setId("payloadEditor");
        getStyleClass().add("payload-editor");
        setParagraphGraphicFactory(LineNumberFactory.get(this));
        setWrapText(true);
        plainTextChanges().subscribe(this::unwrapIfLong);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        textProperty().addListener((_, _, _) -> notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT));
        selectionProperty().addListener((_, _, _) -> {
            notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTION_START);
            notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTION_END);
        });
        caretPositionProperty()
                .addListener((_, _, _) -> notifyAccessibleAttributeChanged(AccessibleAttribute.CARET_OFFSET));
    }

    /** @param receiver of files that are pasted rather than text */
    void onFilesPasted(Consumer<List<Path>> receiver) {
        filesPasted = receiver;
    }

    /** @param receiver of pasted text that is too much to be edited */
    void onLargePasted(Consumer<String> receiver) {
        largePasted = receiver;
    }

    @Override
    public void paste() {
        var clipboard = Clipboard.getSystemClipboard();
        String text = clipboard.hasString() ? clipboard.getString() : "";
        if (clipboard.hasFiles()) {
            filesPasted.accept(clipboard.getFiles().stream().map(java.io.File::toPath).toList());
        } else if (!Payload.canBeEdited(text)) {
            largePasted.accept(text);
        } else if (isEditable()) {
            super.paste();
        }
    }

    /** The library tells screen readers nothing of its own. */
    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case TEXT -> getText();
            case EDITABLE -> isEditable();
            case SELECTION_START -> getSelection().getStart();
            case SELECTION_END -> getSelection().getEnd();
            case CARET_OFFSET -> getCaretPosition();
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    /** Shows another document; the history is that of the area. */
    void show(String text) {
        setWrapText(true);
        replaceText(text);
    }

    void goToTop() {
        moveTo(0);
        showParagraphAtTop(0);
    }

    /** Before it is laid out. */
    private void unwrapIfLong(PlainTextChange change) {
        if (isWrapText()) {
            int first = offsetToPosition(change.getPosition(), Bias.Forward).getMajor();
            int last = offsetToPosition(change.getInsertionEnd(), Bias.Forward).getMajor();
            setWrapText(IntStream.rangeClosed(first, last).allMatch(line -> getParagraphLength(line) <= LONGEST_WRAPPED));
        }
    }

    private void pressed(KeyEvent key) {
        boolean leaves = escaped || key.isControlDown() || key.isShiftDown() || !isEditable();
        if (key.getCode() == KeyCode.TAB && leaves) {
            requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            key.consume();
        }
        if (PASTE.match(key) && !isEditable()) {
            // Files can be pasted all the same; the library listens for no key that would change the text.
            paste();
            key.consume();
        }
        escaped = key.getCode() == KeyCode.ESCAPE || escaped && key.getCode().isModifierKey();
    }
}
