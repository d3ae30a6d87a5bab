package waybill.ui.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.ui.Questions.Question;
import waybill.vault.RecoveryKey;

/** Shows a new recovery key, once, and has two of its groups typed back; only then does it open the vault. */
final class RecoveryKeyDialog implements VaultPopup.Content {
    private final Context context;
    private final Shown shown;
    private final Keeping keeping;
    private final Runnable close;
    private final int first;
    private final int second;

    @FXML private TextArea recoveryKeyText;
    @FXML private FieldRow firstRow;
    @FXML private TextField recoveryGroupFirst;
    @FXML private FieldRow secondRow;
    @FXML private TextField recoveryGroupSecond;
    @FXML private Label recoveryKeyError;
    @FXML private Button confirmButton;
    @FXML private Button declineButton;

    /**
     * @param keeping makes the key open the vault
     * @param close closes the window
     */
    RecoveryKeyDialog(Context context, Shown shown, Keeping keeping, Runnable close) {
        this.context = context;
        this.shown = shown;
        this.keeping = keeping;
        this.close = close;
        // One of each half, so that both lines were written down.
        first = 1 + shown.random().nextInt(RecoveryKey.GROUPS / 2);
        second = 1 + RecoveryKey.GROUPS / 2 + shown.random().nextInt(RecoveryKey.GROUPS / 2);
    }

    /**
     * What is shown.
     *
     * @param key is closed with the window, but not while it is being kept
     * @param random decides which groups are asked for
     * @param unkept of the message that says what it means to close it without the key being kept
     */
    record Shown(RecoveryKey key, SecureRandom random, String unkept) {}

    /** Has the key open the vault, and tells on the window's thread what went wrong, or nothing. */
    interface Keeping {
        void keep(Consumer<Optional<String>> done);
    }

    @FXML
    private void initialize() {
        char[] text = shown.key().text();
        // Two lines of four groups.
        text[text.length / 2] = '\n';
        recoveryKeyText.setText(new String(text));
        Arrays.fill(text, '\0');
        firstRow.setLabel(context.text("recovery.group", first));
        secondRow.setLabel(context.text("recovery.group", second));
        recoveryGroupFirst.setAccessibleText(firstRow.getLabel());
        recoveryGroupSecond.setAccessibleText(secondRow.getLabel());
        say("");
        context.background().show(recoveryGroupFirst::requestFocus);
    }

    @FXML
    private void copy() {
        var content = new ClipboardContent();
        content.putString(recoveryKeyText.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void confirm() {
        // The first one last, so that the focus is there if both are wrong.
        boolean isSecond = check(secondRow, recoveryGroupSecond, second);
        boolean isFirst = check(firstRow, recoveryGroupFirst, first);
        if (isFirst && isSecond) {
            busy(true);
            keeping.keep(this::ended);
        }
    }

    @FXML
    @Override
    public void cancel() {
        // What is being kept will have been kept.
        if (!confirmButton.isDisable()) {
            var unkept = new Question("recovery.unkept.title", shown.unkept(), "recovery.unkept.confirm");
            context.questions().ask(recoveryKeyText.getScene().getWindow(), unkept, close);
        }
    }

    @Override
    public void closed() {
        List.of(recoveryKeyText, recoveryGroupFirst, recoveryGroupSecond).forEach(TextInputControl::clear);
        if (!confirmButton.isDisable()) {
            shown.key().close();
        }
    }

    private void ended(Optional<String> error) {
        busy(false);
        if (!confirmButton.getScene().getWindow().isShowing()) {
            // The vault was locked meanwhile.
            shown.key().close();
        } else if (error.isEmpty()) {
            close.run();
        } else {
            say(error.get());
            recoveryGroupSecond.requestFocus();
        }
    }

    private void busy(boolean busy) {
        confirmButton.setDisable(busy);
        confirmButton.setText(context.text(busy ? "vaultDialog.busy" : "recovery.kept"));
        declineButton.setDisable(busy);
        if (busy) {
            say("");
        }
    }

    private void say(String error) {
        recoveryKeyError.setText(error);
        recoveryKeyError.setVisible(!error.isEmpty());
        recoveryKeyError.setManaged(!error.isEmpty());
    }

    private boolean check(FieldRow row, TextField field, int group) {
        boolean isRight = shown.key().isGroup(group, field.getText());
        row.say(isRight ? List.of() : List.of(context.text("recovery.differs", group)), false);
        if (!isRight) {
            field.requestFocus();
        }
        return isRight;
    }
}
