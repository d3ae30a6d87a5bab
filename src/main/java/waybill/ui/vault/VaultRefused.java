package waybill.ui.vault;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;

import waybill.ui.Context;
import waybill.vault.VaultStatus;

/** Says why the vault cannot be opened, and what can be done. */
final class VaultRefused {
    private final Context context;
    private final VaultModel vault;
    private final VaultStatus.Refused refused;

    @FXML private Label title;
    @FXML private Label text;
    @FXML private TitledPane detailSection;
    @FXML private TextArea detail;
    @FXML private Button setAsideButton;

    VaultRefused(Context context, VaultModel vault, VaultStatus.Refused refused) {
        this.context = context;
        this.vault = vault;
        this.refused = refused;
    }

    @FXML
    private void initialize() {
        title.setText(context.text("refusal.title." + refused.refusal()));
        text.setText(context.text("refusal." + refused.refusal()));
        detail.setText(refused.detail());
        detailSection.setVisible(!refused.detail().isEmpty());
        boolean canBeSetAside = switch (refused.refusal()) {
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, DATABASE_MISSING, DATABASE_DAMAGED, WRONG_KEY, KEYCHAIN_UNAVAILABLE,
                    KEYCHAIN_LOCKED, KEYCHAIN_ENTRY_MISSING ->
                true;
            case NEWER_VERSION, DISK_FULL, READ_ONLY, IN_USE, OTHER -> false;
        };
        setAsideButton.setVisible(canBeSetAside);
        setAsideButton.setManaged(canBeSetAside);
    }

    @FXML
    private void retry() {
        vault.open();
    }

    @FXML
    private void setAside() {
        context.questions().ask(title.getScene().getWindow(), VaultQuestions.SET_ASIDE, vault::setAside);
    }
}
