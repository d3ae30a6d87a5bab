package waybill.ui;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

import atlantafx.base.theme.Styles;
import org.controlsfx.control.textfield.CustomPasswordField;
import org.controlsfx.control.textfield.CustomTextField;

/**
 * A masked field with a button inside that shows what was typed. The masked field has the id, the plain one
 * {@code <id>Shown}, the button {@code <id>Reveal}. Text fields drop control characters without a word: this one notices.
 */
public final class SecretField extends StackPane {
    private final Background background;
    private final CustomPasswordField hidden = new HiddenField();
    private final CustomTextField shown = new ShownField();
    private final ToggleButton reveal = new ToggleButton();
    private final BooleanProperty dropped = new SimpleBooleanProperty();

    public SecretField(Context context, String id, String label) {
        this.background = context.background();
        hidden.setId(id);
        shown.setId(id + "Shown");
        reveal.setId(id + "Reveal");
        hidden.setAccessibleText(label);
        shown.setAccessibleText(label);
        shown.textProperty().bindBidirectional(hidden.textProperty());
        shown.accessibleHelpProperty().bind(hidden.accessibleHelpProperty());
        shown.promptTextProperty().bind(hidden.promptTextProperty());
        shown.setVisible(false);
        reveal.setGraphic(new Icon("eye"));
        reveal.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        reveal.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, "inside-field");
        reveal.setTooltip(new Tooltip(context.text("secret.reveal")));
        reveal.setAccessibleText(context.text("secret.revealOf", label));
        reveal.selectedProperty().addListener((_, _, plain) -> showPlain(plain));
        hidden.setRight(reveal);
        getChildren().setAll(hidden, shown);
    }

    public StringProperty textProperty() {
        return hidden.textProperty();
    }

    /** Whether characters that a text field cannot hold were typed or pasted and are lost; false again on the next change. */
    public BooleanProperty droppedProperty() {
        return dropped;
    }

    public void setPromptText(String text) {
        hidden.setPromptText(text);
    }

    /** The masked field, which has the id. */
    public PasswordField maskedField() {
        return hidden;
    }

    private void showPlain(boolean plain) {
        hidden.setVisible(!plain);
        shown.setVisible(plain);
        hidden.setRight(plain ? null : reveal);
        shown.setRight(plain ? reveal : null);
        // Moving the button between the two fields takes the focus from it.
        background.show(reveal::requestFocus);
    }

    private void noteDropped(String text) {
        dropped.set(text != null && text.chars().anyMatch(c -> c < ' ' || c == 0x7F));
    }

    private final class HiddenField extends CustomPasswordField {
        /** The theme styles it; the library's own sheet looks up colours that only the toolkit's default theme has. */
        @Override
        public String getUserAgentStylesheet() {
            return null;
        }

        @Override
        public void replaceText(int start, int end, String text) {
            super.replaceText(start, end, text);
            noteDropped(text);
        }
    }

    private final class ShownField extends CustomTextField {
        /** The theme styles it; the library's own sheet looks up colours that only the toolkit's default theme has. */
        @Override
        public String getUserAgentStylesheet() {
            return null;
        }

        @Override
        public void replaceText(int start, int end, String text) {
            super.replaceText(start, end, text);
            noteDropped(text);
        }
    }
}
