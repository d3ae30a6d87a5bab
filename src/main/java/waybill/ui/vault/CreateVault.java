package waybill.ui.vault;

import java.util.List;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;

import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.ui.PasswordStrength;

/** Sets the passphrase of a new vault. */
final class CreateVault {
    /** NIST SP 800-63B-4 §3.1.1.2: no shorter than 8; longer is advised by the strength line, nothing is composed. */
    static final int SHORTEST = 8;

    private final Context context;
    private final VaultModel vault;
    private final BackupActions backups;

    @FXML private FieldRow passphraseRow;
    @FXML private PasswordField passphraseField;
    @FXML private PasswordField passphraseConfirm;
    @FXML private Button createVaultButton;

    CreateVault(Context context, VaultModel vault, BackupActions backups) {
        this.context = context;
        this.vault = vault;
        this.backups = backups;
    }

    @FXML
    private void initialize() {
        passphraseRow.addBelow(new PasswordStrength(context, "passphraseStrength", passphraseField.textProperty()));
        passphraseField.textProperty().addListener((_, _, _) -> say(List.of()));
        passphraseConfirm.textProperty().addListener((_, _, _) -> say(List.of()));
        context.background().show(passphraseField::requestFocus);
    }

    @FXML
    private void create() {
        if (passphraseField.getLength() < SHORTEST) {
            say(List.of(context.text("passphrase.short", SHORTEST)));
            passphraseField.requestFocus();
        } else if (!passphraseField.getText().equals(passphraseConfirm.getText())) {
            say(List.of(context.text("passphrase.differ")));
            passphraseConfirm.requestFocus();
        } else {
            busy(true);
            vault.create(passphraseField.getText().toCharArray(), () -> busy(false));
        }
    }

    @FXML
    private void restore() {
        backups.restore(passphraseField.getScene().getWindow());
    }

    private void busy(boolean busy) {
        createVaultButton.setDisable(busy);
        createVaultButton.setText(context.text(busy ? "vault.create.busy" : "vault.create"));
    }

    private void say(List<String> errors) {
        passphraseRow.say(errors, false);
    }
}
