package waybill.ui.vault;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;

import waybill.ui.Context;
import waybill.vault.KeyWay;
import waybill.vault.VaultStatus;

/** Says why the vault cannot be opened, and what can be done. */
final class VaultRefused {
    private final Context context;
    private final VaultModel vault;
    private final VaultStatus.Refused refused;
    private final VaultActions actions;
    private final BackupActions backups;
    private boolean trying;

    @FXML private Label title;
    @FXML private Label text;
    @FXML private TitledPane detailSection;
    @FXML private TextArea detail;
    @FXML private Button setAsideButton;
    @FXML private Button recoverButton;
    @FXML private Button restoreButton;
    @FXML private Button useOlderButton;
    @FXML private Button quitButton;

    VaultRefused(Context context, VaultModel vault, VaultStatus.Refused refused, VaultActions actions,
            BackupActions backups) {
        this.context = context;
        this.vault = vault;
        this.refused = refused;
        this.actions = actions;
        this.backups = backups;
    }

    @FXML
    private void initialize() {
        title.setText(context.text("refusal.title." + refused.refusal()));
        text.setText(context.text("refusal." + refused.refusal()));
        detail.setText(refused.detail());
        detailSection.setVisible(!refused.detail().isEmpty());
        boolean canBeSetAside = switch (refused.refusal()) {
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, DATABASE_MISSING, DATABASE_DAMAGED, WRONG_KEY, KEYCHAIN_UNAVAILABLE,
                    KEYCHAIN_LOCKED, KEYCHAIN_ENTRY_MISSING, UNFINISHED ->
                true;
            case OLDER_STATE, NEWER_VERSION, DISK_FULL, READ_ONLY, IN_USE, OTHER -> false;
        };
        showWaysOut(canBeSetAside);
        if (refused.refusal() == VaultStatus.Refusal.OTHER) {
            vault.ifItHasFiles(() -> showWaysOut(true));
        }
        boolean isOlder = refused.refusal() == VaultStatus.Refusal.OLDER_STATE;
        show(useOlderButton, isOlder);
        show(quitButton, isOlder);
        show(recoverButton, isOfKeychain(refused.refusal()) && vault.ways().contains(KeyWay.RECOVERY_KEY));
    }

    @FXML
    private void retry() {
        // Once is enough: each time may take the keychain's seconds, or have a person asked.
        if (!trying) {
            trying = true;
            vault.open(() -> trying = false);
        }
    }

    @FXML
    private void useOlder() {
        vault.openOlder();
    }

    @FXML
    private void quit() {
        vault.quitting().want(title.getScene().getWindow()::hide);
    }

    @FXML
    private void setAside() {
        context.questions().ask(title.getScene().getWindow(), VaultQuestions.SET_ASIDE, vault::setAside);
    }

    @FXML
    private void recover() {
        actions.recover(title.getScene().getWindow());
    }

    @FXML
    private void restore() {
        backups.restore(title.getScene().getWindow());
    }

    private void showWaysOut(boolean isShown) {
        show(setAsideButton, isShown);
        show(restoreButton, isShown);
    }

    private static boolean isOfKeychain(VaultStatus.Refusal refusal) {
        return switch (refusal) {
            case KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED, KEYCHAIN_ENTRY_MISSING -> true;
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, DATABASE_MISSING, DATABASE_DAMAGED, OLDER_STATE, WRONG_KEY, NEWER_VERSION,
                    DISK_FULL, READ_ONLY, IN_USE, UNFINISHED, OTHER ->
                false;
        };
    }

    private static void show(Button button, boolean isShown) {
        button.setVisible(isShown);
        button.setManaged(isShown);
    }
}
