package waybill.ui;

import java.util.Optional;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import atlantafx.base.theme.Styles;

/** Asks and tells, in a small window that is modal to its owner. Never blocks: the answer runs what it was given. */
public final class Questions {
    private final Messages messages;

    public Questions(Messages messages) {
        this.messages = messages;
    }

    /** Asks before something that can be lost is done; {@code confirmed} runs only on the confirming button. */
    public void ask(Window owner, Question question, Runnable confirmed) {
        // Enter must not destroy anything: the safe button is the default one.
        ask(owner, question, confirmed, Manner.LOSS, Optional.empty());
    }

    /** Offers something by which nothing is lost. */
    public void offer(Window owner, Question question, Runnable confirmed) {
        ask(owner, question, confirmed, Manner.OFFER, Optional.empty());
    }

    /** Asks which of two ways to go; the button that goes none is the default one. */
    public void choose(Window owner, Question question, Runnable confirmed, Other other) {
        ask(owner, question, confirmed, Manner.CHOICE, Optional.of(other));
    }

    /** The same; {@code declined} runs when it is closed without either. */
    public void choose(Window owner, Question question, Runnable confirmed, Other other, Runnable declined) {
        var dialog = ask(owner, question, confirmed, Manner.CHOICE, Optional.of(other));
        // The window's event and not the dialog's, which does not come when a lock hides the window.
        dialog.getDialogPane().getScene().getWindow().addEventHandler(WindowEvent.WINDOW_HIDDEN, _ -> {
            if (dialog.getResult() == null || dialog.getResult().getButtonData() == ButtonBar.ButtonData.CANCEL_CLOSE) {
                declined.run();
            }
        });
    }

    /** Another way than the one that a question names first. */
    public record Other(String key, Runnable chosen) {}

    /** What the buttons look like, and which is the default one. */
    private enum Manner {
        LOSS(Styles.DANGER), OFFER(Styles.ACCENT), CHOICE(Styles.BUTTON_OUTLINED);

        private final String style;

        Manner(String style) {
            this.style = style;
        }
    }

    private Dialog<ButtonType> ask(Window owner, Question question, Runnable confirmed, Manner manner,
            Optional<Other> other) {
        var confirm = new ButtonType(messages.text(question.confirmKey()), ButtonBar.ButtonData.OK_DONE);
        var decline = new ButtonType(messages.text("question.decline"), ButtonBar.ButtonData.CANCEL_CLOSE);
        var dialog = dialog(owner, messages.text(question.titleKey()));
        var pane = dialog.getDialogPane();
        pane.getButtonTypes().setAll(confirm, decline);
        pane.setContent(text(messages.text(question.textKey(), question.arguments())));
        var confirming = button(pane, confirm, "confirmButton");
        confirming.setDefaultButton(manner == Manner.OFFER);
        confirming.getStyleClass().add(manner.style);
        var declining = button(pane, decline, "declineButton");
        declining.setDefaultButton(manner != Manner.OFFER);
        other.ifPresent(way -> {
            var type = new ButtonType(messages.text(way.key()), ButtonBar.ButtonData.OTHER);
            pane.getButtonTypes().add(type);
            var button = button(pane, type, "otherButton");
            button.getStyleClass().add(manner.style);
            button.setOnAction(_ -> way.chosen().run());
        });
        dialog.setResultConverter(pressed -> pressed);
        dialog.resultProperty().addListener((_, _, pressed) -> {
            if (pressed == confirm) {
                confirmed.run();
            }
        });
        dialog.show();
        (manner == Manner.OFFER ? confirming : declining).requestFocus();
        return dialog;
    }

    /** Says {@code text}; {@code detail}, if there is any, can be selected and copied. */
    public void tell(Window owner, String title, String text, String detail) {
        tell(dialog(owner, title), text, detail);
    }

    /** Says it in a window of its own, where there is no other. */
    public void tell(String title, String text, String detail) {
        tell(dialog(title), text, detail);
    }

    private void tell(Dialog<ButtonType> dialog, String text, String detail) {
        var close = new ButtonType(messages.text("question.close"), ButtonBar.ButtonData.OK_DONE);
        var pane = dialog.getDialogPane();
        pane.getButtonTypes().setAll(close);
        pane.setContent(text(text));
        if (!detail.isEmpty()) {
            var technical = new TextArea(detail);
            technical.setEditable(false);
            technical.setId("alertDetail");
            pane.setExpandableContent(technical);
        }
        button(pane, close, "confirmButton");
        dialog.setResultConverter(pressed -> pressed);
        dialog.show();
    }

    private static Dialog<ButtonType> dialog(Window owner, String title) {
        var dialog = dialog(title);
        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        return dialog;
    }

    private static Dialog<ButtonType> dialog(String title) {
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        Stylesheet.addTo(dialog.getDialogPane());
        return dialog;
    }

    private static Node text(String text) {
        var label = new Label(text);
        label.setId("alertText");
        label.setWrapText(true);
        label.getStyleClass().add("question-text");
        return new VBox(label);
    }

    private static Button button(DialogPane pane, ButtonType type, String id) {
        var button = (Button) pane.lookupButton(type);
        button.setId(id);
        return button;
    }

    /** The message keys of a question. */
    public record Question(String titleKey, String textKey, String confirmKey, Object... arguments) {}
}
