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
        busy(true);
        vault.open(() -> busy(false));
    }

    private void busy(boolean busy) {
        unlockButton.setDisable(busy);
        unlockButton.setText(context.text(busy ? "vault.unlock.busy" : "vault.unlock"));
    }
}
