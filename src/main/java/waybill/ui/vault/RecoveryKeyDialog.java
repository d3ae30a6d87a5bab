package waybill.ui.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

import javafx.fxml.FXML;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.ui.Questions.Question;
import waybill.vault.RecoveryKey;

/** Shows a new recovery key, once, and has two of its groups typed back. */
final class RecoveryKeyDialog {
    private static final Question UNCHECKED = new Question("recovery.unchecked.title", "recovery.unchecked.text",
            "recovery.unchecked.confirm");

    private final Context context;
    private final RecoveryKey key;
    private final Runnable close;
    private final int first;
    private final int second;

    @FXML private TextArea recoveryKeyText;
    @FXML private FieldRow firstRow;
    @FXML private TextField recoveryGroupFirst;
    @FXML private FieldRow secondRow;
    @FXML private TextField recoveryGroupSecond;

    /** @param random decides which groups are asked for */
    RecoveryKeyDialog(Context context, RecoveryKey key, SecureRandom random, Runnable close) {
        this.context = context;
        this.key = key;
        this.close = close;
        // One of each half, so that both lines were written down.
        first = 1 + random.nextInt(RecoveryKey.GROUPS / 2);
        second = 1 + RecoveryKey.GROUPS / 2 + random.nextInt(RecoveryKey.GROUPS / 2);
    }

    @FXML
    private void initialize() {
        char[] text = key.text();
        // Two lines of four groups.
        text[text.length / 2] = '\n';
        recoveryKeyText.setText(new String(text));
        Arrays.fill(text, '\0');
        firstRow.setLabel(context.text("recovery.group", first));
        secondRow.setLabel(context.text("recovery.group", second));
        recoveryGroupFirst.setAccessibleText(firstRow.getLabel());
        recoveryGroupSecond.setAccessibleText(secondRow.getLabel());
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
        boolean isFirst = check(firstRow, recoveryGroupFirst, first);
        boolean isSecond = check(secondRow, recoveryGroupSecond, second);
        if (isFirst && isSecond) {
            end();
        }
    }

    @FXML
    private void cancel() {
        context.questions().ask(recoveryKeyText.getScene().getWindow(), UNCHECKED, this::end);
    }

    private void end() {
        recoveryKeyText.clear();
        key.close();
        close.run();
    }

    private boolean check(FieldRow row, TextField field, int group) {
        boolean isRight = key.isGroup(group, field.getText());
        row.say(isRight ? List.of() : List.of(context.text("recovery.differs", group)), false);
        if (!isRight) {
            field.requestFocus();
        }
        field.getScene().getWindow().sizeToScene();
        return isRight;
    }
}
