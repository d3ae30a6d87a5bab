package waybill.ui.vault;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.ui.PasswordStrength;

/** Asks for what something about the vault needs: a passphrase that is there, a new one, the recovery key, or no more than yes. */
final class PassphraseDialog implements VaultPopup.Content {
    private final Context context;
    private final Ask ask;
    private final Action action;
    private final Runnable close;
    private final Runnable closed;

    @FXML private Label title;
    @FXML private Label text;
    @FXML private VBox rows;
    @FXML private FieldRow presentRow;
    @FXML private PasswordField presentPassphrase;
    @FXML private FieldRow recoveryRow;
    @FXML private TextField recoveryKeyField;
    @FXML private FieldRow newRow;
    @FXML private PasswordField newPassphrase;
    @FXML private FieldRow confirmRow;
    @FXML private PasswordField newPassphraseConfirm;
    @FXML private Label vaultDialogError;
    @FXML private Button confirmButton;
    @FXML private Button declineButton;

    /**
     * @param close closes the window
     * @param closed runs when it is closed, however that comes about, and what had begun by then has ended
     */
    PassphraseDialog(Context context, Ask ask, Action action, Runnable close, Runnable closed) {
        this.context = context;
        this.ask = ask;
        this.action = action;
        this.close = close;
        this.closed = closed;
    }

    static void open(Context context, Window owner, Ask ask, Action action) {
        open(context, owner, ask, action, () -> {});
    }

    static void open(Context context, Window owner, Ask ask, Action action, Runnable closed) {
        VaultPopup.open(context, owner, ask.key() + ".title", close -> new PassphraseDialog(context, ask, action, close, closed));
    }

    /** What is asked for first. */
    enum First {
        NOTHING, PASSPHRASE, FILE_PASSPHRASE, RECOVERY_KEY
    }

    /**
     * @param key of the messages {@code <key>.title}, {@code <key>.text} and {@code <key>.confirm}
     * @param isNew whether a new passphrase is asked for, twice
     * @param arguments of the text
     */
    record Ask(String key, First first, boolean isNew, Object... arguments) {}

    /** What is typed; whoever gets it wipes it. @param window the dialog's */
    record Typed(char[] first, char[] next, Window window) {}

    /**
     * What is done with what was typed. Tells, on the window's thread, what went wrong; nothing to have the dialog closed, an
     * empty text to have it stay as it is.
     */
    interface Action {
        void run(Typed typed, Consumer<Optional<String>> done);
    }

    @FXML
    private void initialize() {
        title.setText(context.text(ask.key() + ".title"));
        text.setText(context.text(ask.key() + ".text", ask.arguments()));
        confirmButton.setText(context.text(ask.key() + ".confirm"));
        if (ask.first() == First.FILE_PASSPHRASE) {
            presentRow.setLabel(context.text("field.filePassphrase"));
            presentPassphrase.setAccessibleText(presentRow.getLabel());
        }
        if (!isPassphraseAsked()) {
            rows.getChildren().remove(presentRow);
        }
        if (ask.first() != First.RECOVERY_KEY) {
            rows.getChildren().remove(recoveryRow);
        }
        if (ask.isNew()) {
            newRow.addBelow(new PasswordStrength(context, "newPassphraseStrength", newPassphrase.textProperty()));
        } else {
            rows.getChildren().removeAll(newRow, confirmRow);
        }
        rows.setManaged(!rows.getChildren().isEmpty());
        say("");
        context.background().show(firstField()::requestFocus);
    }

    @FXML
    private void confirm() {
        say("");
        if (ask.isNew() && newPassphrase.getLength() < CreateVault.SHORTEST) {
            newRow.say(List.of(context.text("passphrase.short", CreateVault.SHORTEST)), false);
            newPassphrase.requestFocus();
        } else if (ask.isNew() && !newPassphrase.getText().equals(newPassphraseConfirm.getText())) {
            confirmRow.say(List.of(context.text("passphrase.differ")), false);
            newPassphraseConfirm.requestFocus();
        } else {
            busy(true);
            action.run(typed(), this::ended);
        }
    }

    @FXML
    @Override
    public void cancel() {
        // What has begun cannot be taken back, and says how it ended.
        if (!confirmButton.isDisable()) {
            close.run();
        }
    }

    @Override
    public void closed() {
        List.of(presentPassphrase, recoveryKeyField, newPassphrase, newPassphraseConfirm).forEach(TextField::clear);
        if (!confirmButton.isDisable()) {
            closed.run();
        }
    }

    private Typed typed() {
        TextField first = ask.first() == First.RECOVERY_KEY ? recoveryKeyField : presentPassphrase;
        return new Typed(first.getText().toCharArray(), newPassphrase.getText().toCharArray(),
                title.getScene().getWindow());
    }

    private void ended(Optional<String> error) {
        busy(false);
        if (!title.getScene().getWindow().isShowing()) {
            // The vault was locked meanwhile.
            closed.run();
        } else if (error.isEmpty()) {
            close.run();
        } else {
            say(error.get());
            // The button had it, until it was disabled.
            firstField().requestFocus();
            presentPassphrase.selectAll();
        }
    }

    private void busy(boolean busy) {
        confirmButton.setDisable(busy);
        declineButton.setDisable(busy);
        confirmButton.setText(context.text(busy ? "vaultDialog.busy" : ask.key() + ".confirm"));
    }

    private void say(String error) {
        newRow.say(List.of(), false);
        confirmRow.say(List.of(), false);
        vaultDialogError.setText(error);
        vaultDialogError.setVisible(!error.isEmpty());
        vaultDialogError.setManaged(!error.isEmpty());
    }

    private boolean isPassphraseAsked() {
        return ask.first() == First.PASSPHRASE || ask.first() == First.FILE_PASSPHRASE;
    }

    private Node firstField() {
        return switch (ask.first()) {
            case RECOVERY_KEY -> recoveryKeyField;
            case PASSPHRASE, FILE_PASSPHRASE -> presentPassphrase;
            case NOTHING -> ask.isNew() ? newPassphrase : confirmButton;
        };
    }
}
