package waybill.ui.vault;

import javafx.fxml.FXML;
import javafx.scene.control.Button;

import waybill.ui.Context;

/** A vault that was locked and that the keychain opens again when asked. */
final class LockedVault {
    private final Context context;
    private final VaultModel vault;

    @FXML private Button unlockButton;

    LockedVault(Context context, VaultModel vault) {
        this.context = context;
        this.vault = vault;
    }

    @FXML
    private void initialize() {
        context.background().show(unlockButton::requestFocus);
    }

    @FXML
    private void unlock() {
        unlockButton.setDisable(true);
        unlockButton.setText(context.text("vault.unlock.busy"));
        vault.open();
    }
}
