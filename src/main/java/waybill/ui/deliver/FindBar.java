package waybill.ui.deliver;

import java.util.Locale;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.fxmisc.richtext.CodeArea;

import waybill.ui.Context;

/** Finds text in the editor, whatever its case: Enter and F3 go on, with Shift back, Esc closes it. */
final class FindBar extends HBox {
    private final Context context;
    private final CodeArea area;
    private final TextField field = new TextField();
    private final Label count = new Label();

    FindBar(Context context, CodeArea area) {
        this.context = context;
        this.area = area;
        getStyleClass().add("field-line");
        field.setId("findField");
        field.setPromptText(context.text("find.text"));
        field.setAccessibleText(context.text("find.text"));
        field.textProperty().addListener((_, _, _) -> find(area.getSelection().getStart(), true));
        field.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
                go(!key.isShiftDown());
                key.consume();
            }
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                close();
                key.consume();
            }
        });
        count.setId("findCount");
        count.setMinWidth(Region.USE_PREF_SIZE);
        area.textProperty().addListener((_, _, _) -> showCount());
        getChildren().setAll(field, button("findPrevious", "find.previous", () -> go(false)),
                button("findNext", "find.next", () -> go(true)), count, button("findClose", "find.close", this::close));
        appear(false);
    }

    /** Opens it with what is selected, if that is within a line. */
    void open() {
        appear(true);
        String selected = area.getSelectedText();
        if (!selected.isEmpty() && !selected.contains("\n")) {
            field.setText(selected);
        }
        field.requestFocus();
        field.selectAll();
        showCount();
    }

    /** Closes it, and holds nothing of what was sought. */
    void forget() {
        appear(false);
        field.clear();
    }

    void go(boolean forward) {
        find(forward ? area.getSelection().getEnd() : area.getSelection().getStart() - 1, forward);
    }

    private void close() {
        appear(false);
        area.requestFocus();
    }

    /** Selects the next one from {@code from} on, or before it, and from the other end where there is none. */
    private void find(int from, boolean forward) {
        String text = lowerCase(area.getText());
        String sought = lowerCase(field.getText());
        if (!sought.isEmpty()) {
            int found = forward ? text.indexOf(sought, from) : lastIndex(text, sought, from);
            if (found < 0) {
                found = forward ? text.indexOf(sought) : text.lastIndexOf(sought);
            }
            if (found >= 0) {
                area.selectRange(found, found + sought.length());
                area.requestFollowCaret();
            }
        }
        showCount();
    }

    private void showCount() {
        if (!isVisible()) {
            return;
        }
        String sought = lowerCase(field.getText());
        if (sought.isEmpty()) {
            count.setText("");
            return;
        }
        String text = lowerCase(area.getText());
        int all = 0;
        int current = 0;
        for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length())) {
            all++;
            if (at == area.getSelection().getStart() && area.getSelection().getLength() == sought.length()) {
                current = all;
            }
        }
        count.setText(all == 0 ? context.text("find.none") : context.text("find.count", current, all));
    }

    private Button button(String id, String key, Runnable action) {
        var button = new Button(context.text(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void appear(boolean visible) {
        setVisible(visible);
        setManaged(visible);
    }

    private static int lastIndex(String text, String sought, int before) {
        return before < 0 ? -1 : text.lastIndexOf(sought, before);
    }

    /** Of the same length, so that places stay right; that leaves a few letters out whose lower case is longer. */
    private static String lowerCase(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() == text.length() ? lower : text;
    }
}
