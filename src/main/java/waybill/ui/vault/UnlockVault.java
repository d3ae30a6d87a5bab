package waybill.ui.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;

import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.vault.KeyWay;
import waybill.vault.VaultStatus;

/** Asks for the passphrase of a locked vault. */
final class UnlockVault {
    private final Context context;
    private final VaultModel vault;
    private final VaultActions actions;
    private Future<?> waiting = CompletableFuture.completedFuture(null);

    @FXML private Label unlockText;
    @FXML private FieldRow passphraseRow;
    @FXML private PasswordField passphraseField;
    @FXML private Button unlockButton;
    @FXML private Button retryButton;
    @FXML private Button recoverButton;

    UnlockVault(Context context, VaultModel vault, VaultActions actions) {
        this.context = context;
        this.vault = vault;
        this.actions = actions;
    }

    @FXML
    private void initialize() {
        context.background().show(passphraseField::requestFocus);
        vault.late().onNews(this::showKeychainFault);
        vault.late().setTyping(false);
        passphraseField.textProperty().addListener((_, _, text) -> vault.late().setTyping(!text.isEmpty()));
        showKeychainFault();
        show(recoverButton, vault.ways().contains(KeyWay.RECOVERY_KEY));
        afterFailures();
    }

    @FXML
    private void retry() {
        retryButton.setDisable(true);
        vault.open(() -> {
            retryButton.setDisable(false);
            showKeychainFault();
            passphraseField.requestFocus();
        });
    }

    @FXML
    private void unlock() {
        busy(true);
        char[] passphrase = passphraseField.getText().toCharArray();
        vault.unlock(passphrase, () -> {
            busy(false);
            afterFailures();
            // What stays in the field is not being typed any more.
            vault.late().setTyping(false);
        });
    }

    @FXML
    private void setAside() {
        context.questions().ask(passphraseField.getScene().getWindow(), VaultQuestions.SET_ASIDE, vault::setAside);
    }

    @FXML
    private void recover() {
        actions.recover(passphraseField.getScene().getWindow());
    }

    private void showKeychainFault() {
        Optional<VaultStatus.Refusal> fault = vault.keychainFault();
        unlockText.setText(context.text(fault.map(this::key).orElse("vault.unlock.text")));
        show(retryButton, fault.isPresent());
    }

    private String key(VaultStatus.Refusal fault) {
        return vault.late().waitsForTyping() ? "vault.unlock.answered" : "vault.unlock." + fault;
    }

    private void afterFailures() {
        locked().filter(locked -> locked.failures() > 0).ifPresent(locked -> {
            passphraseField.selectAll();
            passphraseField.requestFocus();
            showFailures(locked);
        });
    }

    /** Says how often it failed and, until it can be tried again, how long that takes. */
    private void showFailures(VaultStatus.NeedsPassphrase locked) {
        long seconds = Math.max(0, Duration.between(Instant.now(), locked.notBefore()).plusMillis(999).toSeconds());
        String failed = context.text("passphrase.wrong", locked.failures());
        passphraseRow.say(List.of(seconds == 0 ? failed : failed + " " + context.text("passphrase.wait", seconds)), false);
        unlockButton.setDisable(seconds > 0);
        waiting.cancel(false);
        if (seconds > 0) {
            waiting = context.background().after(Duration.ofSeconds(1), () -> showFailures(locked));
        }
    }

    private Optional<VaultStatus.NeedsPassphrase> locked() {
        return vault.status().filter(VaultStatus.NeedsPassphrase.class::isInstance).map(VaultStatus.NeedsPassphrase.class::cast);
    }

    private void busy(boolean busy) {
        unlockButton.setDisable(busy);
        retryButton.setDisable(busy);
        unlockButton.setText(context.text(busy ? "vault.unlock.busy" : "vault.unlock"));
    }

    private static void show(Button button, boolean isShown) {
        button.setVisible(isShown);
        button.setManaged(isShown);
    }
}
