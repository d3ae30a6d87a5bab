package waybill.ui.vault;

import java.util.Set;
import java.util.function.Consumer;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Window;

import waybill.vault.KeyWay;
import waybill.vault.VaultStatus;

/** The vault on the page of settings: how it opens, and all that can be done about that. */
final class VaultSection {
    private final VaultView view;
    private final VaultModel vault;
    private final VaultActions actions;
    private final BackupActions backups;

    @FXML private Label vaultText;
    @FXML private Label recoveryText;
    @FXML private Button useKeychainButton;
    @FXML private Button usePassphraseButton;
    @FXML private Button changePassphraseButton;

    VaultSection(VaultView view, VaultModel vault, VaultActions actions, BackupActions backups) {
        this.view = view;
        this.vault = vault;
        this.actions = actions;
        this.backups = backups;
    }

    @FXML
    private void initialize() {
        vault.statusProperty().addListener((_, _, _) -> refresh());
        vault.onKeysChanged(this::refresh);
        refresh();
    }

    @FXML
    private void lock() {
        vault.lock();
    }

    @FXML
    private void changePassphrase() {
        with(actions::changePassphrase);
    }

    @FXML
    private void usePassphrase() {
        with(actions::usePassphrase);
    }

    @FXML
    private void useKeychain() {
        with(actions::useKeychain);
    }

    @FXML
    private void newRecoveryKey() {
        with(actions::newRecoveryKey);
    }

    @FXML
    private void newKeys() {
        with(actions::newKeys);
    }

    @FXML
    private void backUp() {
        with(backups::backUp);
    }

    @FXML
    private void restore() {
        with(backups::restore);
    }

    @FXML
    private void exportDestination() {
        with(backups::exportDestination);
    }

    private void with(Consumer<Window> action) {
        action.accept(vaultText.getScene().getWindow());
    }

    private void refresh() {
        Set<KeyWay> ways = vault.ways();
        vaultText.setText(view.explanationText());
        recoveryText.setText(view.recoveryText());
        // Also where the keychain is a way already and did not open it: it may have lost the key, and gets one again.
        show(useKeychainButton, !vault.isOpenedBy(VaultStatus.OpenedBy.KEYCHAIN));
        show(usePassphraseButton, ways.contains(KeyWay.KEYCHAIN));
        show(changePassphraseButton, ways.contains(KeyWay.PASSPHRASE));
    }

    private static void show(Button button, boolean isShown) {
        button.setVisible(isShown);
        button.setManaged(isShown);
    }
}
